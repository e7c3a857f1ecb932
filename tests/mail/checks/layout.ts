import type { Page } from 'playwright-core'
import type { Fault } from '#functions/core/checked-mail.ts'
import { textsOn } from '../texts-on.ts'

/** In pixels: smaller letters are hard to read on a phone. */
const SMALLEST = 14

/** Letters may lean out of their line. */
const TOLERANCE = 1

/** Whether an open mail fits its window, and can be read in it. */
export const layoutFaults = async (page: Page): Promise<Fault[]> => {
  const { width, needed } = await page.evaluate<{ width: number; needed: number }>(
    '({ width: document.documentElement.clientWidth, needed: document.documentElement.scrollWidth })',
  )
  const texts = await textsOn(page)
  const outside = texts.find(({ boxes }) =>
    boxes.some(({ left, right }) => left < -TOLERANCE || right > width + TOLERANCE),
  )
  const small = texts.find(({ size }) => size < SMALLEST)
  return [
    ...(needed > width ? [`In a window of ${width} px the mail is ${needed} px wide.`] : []),
    ...(outside === undefined ? [] : [`In a window of ${width} px “${outside.words}” stands outside.`]),
    ...(small === undefined
      ? []
      : [`“${small.words}” has letters of ${small.size} px; the least is ${SMALLEST} px.`]),
  ].map((words) => ({ check: 'layout', words }))
}
