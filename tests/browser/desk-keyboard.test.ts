import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { deskPath } from '#functions/core/desk-paths.ts'
import { button, inBrowser, isLongProof, showing } from '#tests/support/browser.ts'
import { saidOn, signInAt, untilSaid } from '#tests/support/desk-browser.ts'
import { coveredOn, focusOn, tabTo } from '#tests/support/keyboard.ts'

await inBrowser((cloud, open) => {
  const { desk } = cloud

  const pressed = async (page: Page, id: string, key = 'Enter'): Promise<void> => {
    await tabTo(page, page.locator(`#${id}`))
    await page.keyboard.press(key)
  }
  /** Types in place of what stands in the field that has the focus. */
  const typed = async (page: Page, words: string): Promise<void> => {
    await page.keyboard.press('Control+A')
    await page.keyboard.type(words)
  }
  const badge = (page: Page, status: string): Promise<void> =>
    page.locator('#digest-state .badge', { hasText: new RegExp(`^${status}$`) }).waitFor()

  test.runIf(isLongProof)(
    'by the keyboard alone a digest is curated, looked at, approved, held, resumed and cancelled',
    async () => {
      const newsletter = await cloud.newsletter()
      const titles = ['First', 'Second', 'Third'].map((one) => `${one} story`)
      const posts = []
      for (const title of titles) posts.push(await cloud.post(newsletter, { title }))
      await cloud.reader(newsletter)
      const [first = '', second = '', third = ''] = posts.map(({ id }) => id)
      const page = await open()

      await page.goto(`${cloud.publicOrigin}/desk`)
      await tabTo(page, button(page, 'Ben Okoro'))
      await page.keyboard.press('Enter')
      await showing(page, 'Your newsletters')
      await tabTo(page, page.getByRole('link', { name: newsletter.name, exact: true }))
      await page.keyboard.press('Enter')
      await showing(page, newsletter.name)
      await tabTo(page, page.getByRole('link', { name: 'Inbox', exact: true }))
      await page.keyboard.press('Enter')
      await showing(page, 'Inbox')

      await pressed(page, `decide-${first}`)
      await untilSaid(page, 'Accepted “First story”')
      expect(await focusOn(page)).not.toBe('body')
      await tabTo(page, page.locator(`#drop-${second}`))
      await page.keyboard.press('Space')
      await untilSaid(page, 'Dropped “Second story”')
      expect(await focusOn(page)).not.toBe('body')
      await tabTo(page, page.locator('#undo-button'), 'Shift+Tab')
      await page.keyboard.press('Enter')
      await page.locator(`#drop-${second}`).waitFor()
      expect(await focusOn(page)).not.toBe('body')

      const digest = await cloud.drafted(newsletter)
      await page.goto(`${cloud.publicOrigin}${deskPath(digest)}`)
      const down = page.locator(`#down-news-${first}, #down-news-${second}, #down-news-${third}`).first()
      await tabTo(page, down)
      const moved = await focusOn(page)
      await page.keyboard.press('Enter')
      await untilSaid(page, 'to 2 in News')
      expect(await focusOn(page)).toBe(moved)

      const opener = page.locator(`#open-news-${second}`)
      await tabTo(page, opener)
      await page.keyboard.press('Enter')
      const dialog = page.getByRole('dialog')
      await dialog.waitFor()
      for (let tabs = 0; tabs < 25; tabs += 1) {
        await page.keyboard.press('Tab')
        expect(
          await page.evaluate(
            'document.activeElement.matches("body") || document.activeElement.closest("dialog") !== null',
          ),
        ).toBe(true)
      }
      await tabTo(page, dialog.locator('#entry-title'))
      await typed(page, 'Said better')
      await dialog.getByText('Saved', { exact: true }).waitFor()
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
      await page.getByRole('link', { name: 'Said better' }).waitFor()
      expect(await focusOn(page)).toBe(`open-news-${second}`)

      await tabTo(page, page.locator('#subject'))
      await typed(page, 'Three stories')
      await page.locator('#form-subject').getByText('Saved', { exact: true }).waitFor()
      expect(await focusOn(page)).toBe('subject')
      await tabTo(page, page.locator('#preview-scheme'))
      await page.keyboard.press('ArrowDown')
      await page.locator('#preview-frame[src*="scheme=dark"]').waitFor()
      expect(await focusOn(page)).toBe('preview-scheme')

      await tabTo(page, page.locator('#to-review'), 'Shift+Tab')
      await page.keyboard.press('Enter')
      await page.locator('#approve-button').waitFor()
      await pressed(page, 'approve-button')
      await untilSaid(page, 'It is being approved')
      await cloud.workers.drain()
      await badge(page, 'approved')
      for (const [verb, becomes] of [
        ['hold', 'held'],
        ['resume', 'approved'],
        ['cancel', 'cancelled'],
      ] as const) {
        await tabTo(page, page.locator(`#control-${verb}`))
        await page.keyboard.press('Enter')
        await dialog.waitFor()
        await tabTo(page, dialog.locator('#why'))
        await page.keyboard.type('It must be so')
        await pressed(page, `do-${verb}`)
        await badge(page, becomes)
        expect(await saidOn(page)).not.toBe('')
      }
      expect((await desk.digests.get(digest))?.status).toBe('cancelled')
    },
  )

  describe('whoever uses the keyboard', () => {
    const aDraft = async () => {
      const newsletter = await cloud.newsletter()
      const posts = []
      for (const title of ['One', 'Two']) posts.push(await cloud.post(newsletter, { title }))
      const digest = await cloud.drafted(newsletter)
      const late = await cloud.post(newsletter, { title: 'Late' })
      return { newsletter, path: deskPath(digest), posts, late }
    }

    test.each([...(isLongProof ? [['wide', 1280, 500] as const] : []), ['narrow', 320, 480] as const])(
      'always sees where they are, in a %s window',
      async (_, width, height) => {
        const { newsletter, path } = await aDraft()
        const page = await open({ viewport: { width, height } })
        await signInAt(page, cloud, 'Ada Marlow', path)
        // What was said stays at the top while one goes on.
        await page.locator('[id^=down-news]').first().click()
        await untilSaid(page, 'to 2 in News')
        expect(await coveredOn(page)).toEqual([])
        await page.locator('.entries .title').first().click()
        await page.getByRole('dialog').waitFor()
        expect(await coveredOn(page)).toEqual([])
        for (const room of ['review', 'preview']) {
          await page.goto(`${cloud.publicOrigin}${path}/${room}`)
          expect(await coveredOn(page)).toEqual([])
        }
        await page.goto(`${cloud.publicOrigin}/desk/newsletters/${newsletter.slug}/inbox`)
        expect(await coveredOn(page)).toEqual([])
      },
    )

    test('skips to the content, and moves by single keys until these are switched off', async () => {
      const { newsletter, path, late } = await aDraft()
      const home = `${cloud.publicOrigin}/desk/newsletters/${newsletter.slug}`
      const page = await open()
      await signInAt(page, cloud, 'Ben Okoro', path)
      await page.keyboard.press('Tab')
      const skip = page.getByRole('link', { name: 'Skip to content' })
      expect(await skip.evaluate((one) => one.getBoundingClientRect().left >= 0)).toBe(true)
      await page.keyboard.press('Enter')
      expect(await focusOn(page)).toBe('main')

      const rows = async () => (await page.locator('.entries > li[aria-current]').getAttribute('id')) ?? ''
      await page.keyboard.press('j')
      const firstRow = await rows()
      await page.keyboard.press('j')
      expect(await rows()).not.toBe(firstRow)
      await page.keyboard.press('k')
      expect(await rows()).toBe(firstRow)
      await tabTo(page, page.locator('#subject'))
      await page.keyboard.type('g i ? j /')
      expect(new URL(page.url()).pathname).toBe(path)
      await page.locator('#form-subject').getByText('Saved', { exact: true }).waitFor()

      await tabTo(page, page.locator('#to-review'), 'Shift+Tab')
      await page.keyboard.press('g')
      await page.keyboard.press('i')
      await page.waitForURL(`${home}/inbox`)
      await page.keyboard.press('/')
      expect(await focusOn(page)).toBe('inbox-search')
      await page.keyboard.type(late.title)
      await untilSaid(page, 'found for')
      expect(await focusOn(page)).toBe('inbox-search')
      await page.keyboard.press('Tab')
      await page.keyboard.press('?')
      await showing(page, 'Help')

      await tabTo(page, page.getByRole('link', { name: 'Ben Okoro' }))
      await page.keyboard.press('Enter')
      await showing(page, 'You')
      await pressed(page, 'shortcuts')
      await untilSaid(page, 'Single keys are off now')
      await page.goto(`${home}/inbox`)
      for (const key of ['?', '/', 'j', 'g', 'd']) await page.keyboard.press(key)
      expect([page.url(), await focusOn(page)]).toEqual([`${home}/inbox`, 'body'])
      expect(await page.locator('[aria-current=true]').count()).toBe(0)
    })
  })
})
