import type { Locator, Page } from 'playwright-core'
import { tabTo } from './keyboard.ts'

/** How somebody works a page. What they type takes the place of what stood there. */
export interface Hand {
  press(target: Locator): Promise<void>
  type(field: Locator, words: string): Promise<void>
  choose(list: Locator, value: string): Promise<void>
  attach(field: Locator, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void>
}

/** Hands over a file in the dialog that a press on its field opens, which is the browser's own. */
const attachedBy =
  (page: Page, press: Hand['press']): Hand['attach'] =>
  async (field, file) => {
    const chooser = page.waitForEvent('filechooser')
    await press(field)
    await (await chooser).setFiles(file)
  }

/** The keyboard alone: Tab leads to everything. */
export const keyboardOf = (page: Page): Hand => {
  const press: Hand['press'] = async (target) => {
    await tabTo(page, target)
    const isField = (await target.and(page.locator('input')).count()) > 0
    await page.keyboard.press(isField ? 'Space' : 'Enter')
  }
  return {
    press,
    async type(field, words) {
      await tabTo(page, field)
      await page.keyboard.press('Control+A')
      await page.keyboard.type(words)
    },
    async choose(list, value) {
      await tabTo(page, list)
      for (const key of [
        'Home',
        ...Array.from({ length: await list.locator('option').count() }, () => 'ArrowDown'),
      ]) {
        await page.keyboard.press(key)
        if ((await list.inputValue()) === value) return
      }
      throw new Error(`No arrow leads to ${value} in ${list}`)
    },
    attach: attachedBy(page, press),
  }
}

/** Single taps alone: nothing is dragged, held or swiped. Words come from the keys on the screen, and choices from the list that the device shows. */
export const fingerOf = (page: Page): Hand => {
  const press: Hand['press'] = (target) => target.tap()
  return {
    press,
    async type(field, words) {
      await press(field)
      await field.fill(words)
    },
    async choose(list, value) {
      await list.selectOption(value)
    },
    attach: attachedBy(page, press),
  }
}
