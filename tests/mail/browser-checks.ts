import type { Fault } from '#functions/core/checked-mail.ts'
import { altFaults } from './checks/alt-texts.ts'
import { axeFaults } from './checks/axe.ts'
import { layoutFaults } from './checks/layout.ts'
import { paintedContrastFaults } from './checks/painted-contrast.ts'
import { eachOnce, type Found } from './found.ts'
import { type Look, type MailBrowser, type OpenMail, picturesOf } from './mail-browser.ts'
import type { Rendered } from './rendered.ts'

/** In pixels: the smallest phone that is in use, a common one, and a desktop. */
const [SMALL, PHONE, DESKTOP] = [320, 375, 700]

/** What is found in the mail of a fixture's first reader once it is painted. */
export const browserChecks = async (rendered: Rendered, browser: MailBrowser): Promise<Found> => {
  const [{ html }] = rendered.mail.views
  if (html === undefined) return {}
  const requested = new Set<string>()
  const look = async <T>(how: Look, see: (mail: OpenMail) => Promise<T>): Promise<T> => {
    const mail = await browser.open(html, picturesOf(rendered), how)
    try {
      return await see(mail)
    } finally {
      for (const url of mail.requested) requested.add(url)
      await mail.close()
    }
  }
  const light = await look({ scheme: 'light', width: DESKTOP }, async ({ page }) => {
    const axe = await axeFaults(page, 'light')
    const layout: Fault[] = []
    for (const width of [SMALL, PHONE, DESKTOP]) {
      await page.setViewportSize({ width, height: 800 })
      layout.push(...(await layoutFaults(page)))
    }
    return { axe, layout }
  })
  const dark = await look({ scheme: 'dark', width: DESKTOP }, ({ page }) => axeFaults(page, 'dark'))
  const forced = await look({ scheme: 'forced', width: DESKTOP }, async ({ page }) => ({
    axe: await axeFaults(page, 'forced dark'),
    contrast: await paintedContrastFaults(page, browser.empty),
  }))
  const alts = await look({ scheme: 'light', width: PHONE, withoutPictures: true }, ({ page }) =>
    altFaults(page),
  )
  return {
    axe: eachOnce([...light.axe, ...dark, ...forced.axe]),
    layout: eachOnce(light.layout),
    contrast: forced.contrast,
    requests: [...requested].map((url) => ({
      check: 'requests',
      words: `The mail loads ${url}. It may load its own pictures alone, from ${rendered.mail.publicOrigin}.`,
    })),
    'alt texts': alts,
  }
}
