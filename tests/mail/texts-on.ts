import type { Page } from 'playwright-core'

export interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Words as they stand on a page. */
export interface ShownText {
  readonly words: string
  /** Of its letters, in pixels. */
  readonly size: number
  /** One for each line, in pixels from the top left of the page. */
  readonly boxes: readonly Box[]
}

// In the page: every text that takes room.
const TEXTS = `(() => {
  const texts = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.data.trim() === '' || !node.parentElement.checkVisibility()) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const boxes = [...range.getClientRects()]
      .filter(({ width, height }) => width > 0 && height > 0)
      .map(({ left, right, top, bottom }) => ({ left: left + scrollX, right: right + scrollX, top: top + scrollY, bottom: bottom + scrollY }))
    const size = Number.parseFloat(getComputedStyle(node.parentElement).fontSize)
    if (boxes.length > 0) texts.push({ words: node.data.trim().replace(/\\s+/g, ' ').slice(0, 60), size, boxes })
  }
  return texts
})()`

export const textsOn = (page: Page): Promise<ShownText[]> => page.evaluate<ShownText[]>(TEXTS)
