import { existsSync } from 'node:fs'
import type { TestProject } from 'vitest/node'

// Set-up of the browser tests: they use the browser that the machine has.

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the browser lies; empty where none was found. */
    chromium: string
  }
}

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

export const findChromium = (): string | undefined =>
  process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place))

export const setup = ({ provide }: TestProject): void => {
  const found = findChromium()
  if (found === undefined)
    process.stderr.write(
      'Browser tests are skipped: install Chromium (Debian: apt-get install chromium) or Chrome, or name one in CHROMIUM.\n',
    )
  provide('chromium', found ?? '')
}
