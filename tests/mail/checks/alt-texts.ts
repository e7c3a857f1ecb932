import type { Page } from 'playwright-core'
import type { Fault } from '#functions/core/checked-mail.ts'

interface Alt {
  readonly alt: string
  readonly size: number
  readonly needed: number
  readonly height: number
}

// In the page: how high each alt text would stand in the width of its picture, and how high the picture's place is.
const ALTS = `[...document.images].filter(({ alt }) => alt !== '').map((image) => {
  const { font, fontSize } = getComputedStyle(image)
  const { width, height } = image.getBoundingClientRect()
  const copy = document.createElement('div')
  copy.style.cssText = 'position:absolute;visibility:hidden;width:' + width + 'px;font:' + font
  copy.textContent = image.alt
  document.body.append(copy)
  const needed = copy.getBoundingClientRect().height
  copy.remove()
  return { alt: image.alt, size: Number.parseFloat(fontSize), needed, height }
})`

const SMALLEST = 14

/** Whether every alt text can be read in a mail that was opened without its pictures. */
export const altFaults = async (page: Page): Promise<Fault[]> => {
  const alts = await page.evaluate<Alt[]>(ALTS)
  return alts
    .filter(({ size, needed, height }) => size < SMALLEST || height < needed)
    .map(({ alt, size, needed, height }) => ({
      check: 'alt texts',
      words: `Without pictures “${alt}” cannot be read: it needs ${Math.ceil(needed)} px and has ${Math.floor(height)}, in letters of ${size} px.`,
    }))
}
