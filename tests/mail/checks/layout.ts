import type { Page } from 'playwright-core'
import type { Fault } from '#functions/core/checked-mail.ts'
import { type Box, type ShownText, textsOn } from '../texts-on.ts'

/** In pixels: smaller letters are hard to read on a phone. */
const SMALLEST = 14

/** In pixels: letters lean a little out of their lines. */
const TOLERANCE = 2

interface Measured {
  readonly width: number
  readonly needed: number
  readonly pictures: readonly Box[]
}

const MEASURED = `({
  width: document.documentElement.clientWidth,
  needed: document.documentElement.scrollWidth,
  pictures: [...document.images].map((image) => {
    const { left, right, top, bottom } = image.getBoundingClientRect()
    return { left: left + scrollX, right: right + scrollX, top: top + scrollY, bottom: bottom + scrollY }
  }),
})`

const overlap = (one: Box, other: Box): boolean =>
  Math.min(one.right, other.right) - Math.max(one.left, other.left) > TOLERANCE &&
  Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > TOLERANCE

/** Whether an open mail fits its window, and can be read in it. */
export const layoutFaults = async (page: Page): Promise<Fault[]> => {
  const { width, needed, pictures } = await page.evaluate<Measured>(MEASURED)
  const texts = await textsOn(page)
  const first = (isWrong: (box: Box) => boolean): ShownText | undefined =>
    texts.find(({ boxes }) => boxes.some(isWrong))
  const outside = first(({ left, right }) => left < -TOLERANCE || right > width + TOLERANCE)
  const onPicture = first((box) => pictures.some((picture) => overlap(box, picture)))
  const small = texts.find(({ size }) => size < SMALLEST)
  return [
    ...(needed > width ? [`In a window of ${width} px the mail is ${needed} px wide.`] : []),
    ...(outside === undefined ? [] : [`In a window of ${width} px “${outside.words}” stands outside.`]),
    ...(onPicture === undefined
      ? []
      : [`In a window of ${width} px “${onPicture.words}” stands on a picture.`]),
    ...(small === undefined
      ? []
      : [`“${small.words}” has letters of ${small.size} px; the least is ${SMALLEST} px.`]),
  ].map((words) => ({ check: 'layout', words }))
}
