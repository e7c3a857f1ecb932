import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import type { DeskVisitor } from '#tests/support/desk-visitor.ts'
import type { Scenes } from './scenes.ts'

const WINDOWS = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const
const SCHEMES = ['light', 'dark'] as const

/** Of the cloud's time; by the browser's their end may be over. */
const cookiesOf = ({ cookies }: DeskVisitor, url: string) =>
  cookies.names().map((name) => ({ name, value: cookies.value(name) ?? '', url }))

/** Saves what pages look like in a folder, on a phone and on a desktop, in light and dark, as a visitor of the desk sees them. */
export const takeShots = async (
  browser: Browser,
  origin: string,
  scenes: Scenes,
  folder: string,
  visitor: DeskVisitor,
): Promise<void> => {
  for (const [device, viewport] of Object.entries(WINDOWS))
    for (const colorScheme of SCHEMES) {
      const context = await browser.newContext({
        viewport,
        colorScheme,
        timezoneId: 'Europe/London',
        hasTouch: device === 'phone',
        isMobile: device === 'phone',
        reducedMotion: 'reduce',
      })
      await context.addCookies(cookiesOf(visitor, origin.replace('http:', 'https:')))
      const page = await context.newPage()
      for (const [name, { path, act }] of Object.entries(scenes)) {
        await page.goto(new URL(path, origin).href)
        await page.waitForLoadState('networkidle')
        if (act !== undefined) {
          await act(page)
          await page.waitForLoadState('networkidle')
        }
        await page.screenshot({ path: join(folder, `${name}-${device}-${colorScheme}.png`) })
      }
      await context.close()
    }
}
