import type { Page } from 'playwright-core'
import type { Fault } from '#functions/core/checked-mail.ts'
import { contrastOf, LEAST_CONTRAST } from '#functions/core/contrast.ts'
import { textsOn } from '../texts-on.ts'

// A forced dark changes what Chromium paints and nothing that a script or axe can ask for, so this looks at a
// screenshot. It measures, for each text, the darkest against the lightest pixel of its lines: the most contrast
// that any of its letters has. Thin letters are blurred towards their ground, so that an average would blame good
// colours; one bad word beside good ones in the same text is not seen. Chromium's way of turning colours over
// stands for those of Gmail and Outlook, which nobody can run here.

/** In pixels; Chromium repeats itself below. */
const HIGHEST_SCREENSHOT = 16_384

// On an empty page, because only a canvas can say what colours a PNG has: the darkest and the lightest pixel in the
// boxes of each text.
const EXTREMES = `async ({ png, texts }) => {
  const bitmap = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob())
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', { willReadFrequently: true })
  canvas.drawImage(bitmap, 0, 0)
  const toColour = (pixel) => '#' + [...pixel].map((channel) => channel.toString(16).padStart(2, '0')).join('')
  return texts.map((boxes) => {
    let [least, most, darkest, lightest] = [Infinity, -1]
    for (const { left, top, right, bottom } of boxes) {
      const { data } = canvas.getImageData(left, top, Math.max(1, right - left), Math.max(1, bottom - top))
      for (let at = 0; at < data.length; at += 4) {
        const light = 2126 * data[at] + 7152 * data[at + 1] + 722 * data[at + 2]
        if (light < least) [least, darkest] = [light, data.slice(at, at + 3)]
        if (light > most) [most, lightest] = [light, data.slice(at, at + 3)]
      }
    }
    return [toColour(darkest), toColour(lightest)]
  })
}`

/** Whether each text of an open mail, as it is painted, stands out from its ground. `empty` is a page of another window. */
export const paintedContrastFaults = async (page: Page, empty: Page): Promise<Fault[]> => {
  const texts = await textsOn(page)
  const screenshot = await page.screenshot({ fullPage: true })
  const height = screenshot.readUInt32BE(20)
  if (height >= HIGHEST_SCREENSHOT)
    throw new RangeError(`A mail of ${height} px is too high for a screenshot.`)
  const asked = { png: screenshot.toString('base64'), texts: texts.map(({ boxes }) => boxes) }
  const colours = await empty.evaluate<[string, string][]>(`(${EXTREMES})(${JSON.stringify(asked)})`)
  return texts.flatMap(({ words }, index) => {
    const [darkest = '', lightest = ''] = colours[index] ?? []
    const contrast = contrastOf(darkest, lightest)
    if (contrast >= LEAST_CONTRAST) return []
    return [
      {
        check: 'contrast',
        words: `In a forced dark “${words}” is painted in ${lightest} and ${darkest}, a contrast of ${contrast.toFixed(2)} : 1; ${LEAST_CONTRAST} : 1 is the least.`,
      },
    ]
  })
}
