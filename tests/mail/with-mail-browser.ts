import { findChromium } from '#tests/support/find-chromium.ts'
import { type MailBrowser, openMailBrowser } from './mail-browser.ts'

/** Opens Chromium where there is one, for as long as it is used. */
export const withMailBrowser = async <T>(
  use: (browser: MailBrowser | undefined) => Promise<T>,
): Promise<T> => {
  const found = findChromium()
  const browser = found === undefined ? undefined : await openMailBrowser(found)
  try {
    return await use(browser)
  } finally {
    await browser?.close()
  }
}
