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

interface Focus {
  readonly isNowhere: boolean
  /** Of what cannot be seen at any point, as something else lies over it. A frame shows what it shows. */
  readonly covered: string | null
}

const lookAtFocus = (page: Page): Promise<Focus> =>
  page.evaluate<Focus>(`(() => {
    const focused = document.activeElement
    const isNowhere = focused === document.body
    if (isNowhere || focused.tagName === 'IFRAME') return { isNowhere, covered: null }
    const isSeen = ({ left, top, width, height }, right, down) => {
      const over = document.elementFromPoint(left + width * right, top + height * down)
      return over !== null && (focused.contains(over) || over.contains(focused))
    }
    const parts = [0.1, 0.5, 0.9]
    const isSomewhereSeen = [...focused.getClientRects()].some((rect) =>
      parts.some((right) => parts.some((down) => isSeen(rect, right, down))),
    )
    return { isNowhere, covered: isSomewhereSeen ? null : focused.id || focused.outerHTML.slice(0, 80) }
  })()`)

/** Tabs through a page once, and answers with what had the focus without being seen. */
export const coveredOn = async (page: Page): Promise<string[]> => {
  const covered: string[] = []
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press('Tab')
    const focus = await lookAtFocus(page)
    if (focus.covered !== null) covered.push(focus.covered)
    if (focus.isNowhere) break
  }
  return covered
}
