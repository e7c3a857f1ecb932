import type { Locator, Page } from 'playwright-core'

const MOST_TABS = 90

/** Presses Tab until something has the focus, or backwards. */
export const tabTo = async (page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
  const focused = target.and(page.locator(':focus'))
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press(key)
    if ((await focused.count()) > 0) return
  }
  throw new Error(`${key} does not lead to ${target}`)
}

/** What has the focus: its id, its name or its tag; `body` where nothing has. */
export const focusOn = (page: Page): Promise<string> =>
  page.evaluate<string>(`{
    const { id, tagName, textContent } = document.activeElement
    id || (tagName === 'BODY' ? 'body' : tagName.toLowerCase() + ': ' + textContent.trim().slice(0, 40))
  }`)

/** What has the focus and cannot be seen at any point, as something else lies over it; undefined where it can, and of a frame, which shows what it shows. */
const coveredFocus = (page: Page): Promise<string | undefined> =>
  page.evaluate<string | undefined>(`(() => {
    const focused = document.activeElement
    if (focused === document.body || focused.tagName === 'IFRAME') return undefined
    const rects = [...focused.getClientRects()]
    const isSeen = ({ left, top, width, height }, right, down) => {
      const [x, y] = [left + width * right, top + height * down]
      const over = document.elementFromPoint(x, y)
      return over !== null && (focused.contains(over) || over.contains(focused))
    }
    const parts = [0.1, 0.5, 0.9]
    if (rects.some((rect) => parts.some((right) => parts.some((down) => isSeen(rect, right, down))))) return undefined
    return focused.id || focused.outerHTML.slice(0, 80)
  })()`)

/** Tabs through a page once, and answers with what had the focus without being seen. */
export const coveredOn = async (page: Page): Promise<string[]> => {
  const covered: string[] = []
  let tabs = 0
  do {
    await page.keyboard.press('Tab')
    const one = await coveredFocus(page)
    if (one !== undefined) covered.push(one)
    tabs += 1
  } while (tabs < MOST_TABS && (await focusOn(page)) !== 'body')
  return covered
}
