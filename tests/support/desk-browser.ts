import type { Page } from 'playwright-core'
import type { DeskPerson } from './desk-visitor.ts'
import type { TestCloud } from './local-cloud.ts'

/** Signs somebody in through the provider's page, and is at a page of the desk then. */
export const signInAt = async (
  page: Page,
  { publicOrigin }: Pick<TestCloud, 'publicOrigin'>,
  person: DeskPerson,
  path = '/desk',
): Promise<void> => {
  await page.goto(`${publicOrigin}${path}`)
  await page.getByRole('button', { name: person, exact: true }).click()
  await page.waitForURL(`${publicOrigin}${path}`)
}

/** What the page said last, as a screen reader speaks it. */
export const saidOn = (page: Page): Promise<string> => page.locator('#said').innerText()

/** Waits until the page says it. */
export const untilSaid = (page: Page, words: string | RegExp): Promise<void> =>
  page.locator('#said', { hasText: words }).waitFor()
