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

/** Posts a form to a path of the desk as a page without scripts would, and waits for the answer. */
export const postAsForm = async (
  page: Page,
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> => {
  const answered = page.waitForEvent('load')
  await page.evaluate(`{
    const form = document.createElement('form')
    Object.assign(form, { method: 'post', action: ${JSON.stringify(path)} })
    for (const [name, value] of Object.entries(${JSON.stringify(fields)})) {
      const field = document.createElement('textarea')
      Object.assign(field, { name, value })
      form.append(field)
    }
    document.body.append(form)
    for (const other of document.querySelectorAll('form[data-dirty]')) other.dataset.dirty = 'no'
    form.submit()
  }`)
  await answered
}
