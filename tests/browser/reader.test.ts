import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Digest } from '#functions/core/digest.ts'
import { en } from '#functions/core/messages/en.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { signUpPath } from '#functions/core/public-paths.ts'
import { button, inBrowser, isLongProof, showing } from '#tests/support/browser.ts'
import { tabTo } from '#tests/support/keyboard.ts'
import { lettersTo } from '#tests/support/letters.ts'
import { linksOf } from '#tests/support/links-of.ts'
import { otherSite } from '#tests/support/other-site.ts'

await inBrowser((cloud, open) => {
  const { desk } = cloud
  let numbered = 0
  const anAddress = (): string => {
    numbered += 1
    return `visitor-${numbered}@mail.example`
  }
  const rowOf = async ({ slug }: Newsletter, address: string) =>
    desk.subscribers.get(slug, await desk.idOfReader(address))

  /** The worker does its part; the newest letter is opened. */
  const openLetter = async (page: Page, address: string): Promise<void> => {
    await cloud.workers.drain()
    await page.goto(lettersTo(cloud, address).at(-1)?.link ?? '')
  }

  const mailTo = (digest: Digest, address: string) => {
    const [mail] = cloud.accepted(digest).filter(({ to }) => to.includes(address))
    const { messageId } = mail ?? { messageId: '' }
    const links = linksOf(cloud, messageId)
    const link = (room: string) => links.find((one) => new URL(one).pathname.startsWith(`/${room}/`)) ?? ''
    return { text: cloud.inbox.message(messageId).text, leave: link('leave'), choices: link('preferences') }
  }

  const openSignUp = async (page: Page, { slug }: Newsletter): Promise<void> => {
    await page.goto(`${cloud.publicOrigin}${signUpPath(slug)}`)
    cloud.pass(10)
  }

  /** A reader, and the page of their choices as their latest digest leads to it. */
  const openChoices = async (page: Page, newsletter: Newsletter, address: string): Promise<void> => {
    await cloud.post(newsletter)
    await page.goto(mailTo(await cloud.settle(newsletter), address).choices)
  }

  describe('a reader', () => {
    // Without scripts the pages are driven by many other tests, over HTTP; in a browser by the long proof.
    test.each([
      ['with scripts', true] as const,
      ...(isLongProof ? [['without scripts', false] as const] : []),
    ])(
      'signs up %s, confirms, chooses categories, gets just those, leaves, and gets nothing more',
      async (_, javaScriptEnabled) => {
        const newsletter = await cloud.newsletter()
        const email = anAddress()
        const page = await open({ javaScriptEnabled, timezoneId: 'Asia/Seoul' })
        await openSignUp(page, newsletter)
        await page.getByLabel(en.signUp.address).fill(email)
        await button(page, en.signUp.submit).click()
        await showing(page, en.signUp.sentTitle)

        await openLetter(page, email)
        await button(page, en.link.confirmButton).click()
        await showing(page, en.link.confirmedTitle)
        expect((await rowOf(newsletter, email))?.zone).toBe(javaScriptEnabled ? 'Asia/Seoul' : undefined)

        await page.getByRole('link', { name: en.link.toPreferences }).click()
        await page.getByLabel('News', { exact: true }).uncheck()
        await page.getByLabel('Everything else').uncheck()
        await button(page, en.preferences.save).click()
        expect(await page.getByRole('status').textContent()).toBe(en.preferences.saved)
        expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(1)

        await cloud.post(newsletter, { title: 'On news' })
        await cloud.post(newsletter, { title: 'On culture', categories: ['Culture'] })
        const first = await cloud.settle(newsletter)
        const { text, leave } = mailTo(first, email)
        expect([text.includes('On culture'), text.includes('On news')]).toEqual([true, false])

        await page.goto(leave)
        await button(page, en.leave.button).click()
        await showing(page, en.leave.leftTitle)
        await cloud.nextSlot(newsletter)
        await cloud.post(newsletter, { categories: ['Culture'] })
        const second = await cloud.settle(newsletter)
        expect(cloud.accepted(second)).toEqual([])
        expect(await desk.whyNot(second, email)).toMatchObject({
          account: { disposition: 'excluded', reason: 'unsubscribed' },
          words: 'Excluded at the freeze: they had unsubscribed.',
        })
      },
    )

    test('changes their address by the letters to the old and to the new', async () => {
      const newsletter = await cloud.newsletter()
      const [{ address: before }, after] = [await cloud.reader(newsletter), anAddress()]
      const page = await open()
      await openChoices(page, newsletter, before)
      await button(page, en.preferences.move).click()
      await openLetter(page, before)
      await page.getByLabel(en.link.moveField).fill(after)
      await button(page, en.link.moveButton).click()
      await openLetter(page, after)
      await button(page, en.link.arriveButton).click()
      await showing(page, en.link.arrivedTitle)

      await cloud.nextSlot(newsletter)
      await cloud.post(newsletter)
      const next = await cloud.settle(newsletter)
      expect(cloud.accepted(next).map(({ to }) => to)).toEqual([[after]])
      expect((await desk.whyNot(next, before)).account?.reason).toBe('moved')
    })

    test('has all that is kept of them erased', async () => {
      const newsletter = await cloud.newsletter()
      const { address } = await cloud.reader(newsletter)
      const page = await open()
      await openChoices(page, newsletter, address)
      await button(page, en.preferences.erase).click()
      await openLetter(page, address)
      await button(page, en.link.eraseButton).click()
      await showing(page, en.link.erasedTitle)
      await cloud.workers.drain()
      expect(await rowOf(newsletter, address)).toBeUndefined()

      await cloud.nextSlot(newsletter)
      await cloud.post(newsletter)
      const next = await cloud.settle(newsletter)
      expect(cloud.accepted(next)).toEqual([])
      expect((await desk.whyNot(next, address)).words).toBe('This address is no reader of the newsletter.')
    })

    test('signs up and chooses by the keyboard alone', async () => {
      const newsletter = await cloud.newsletter()
      const email = anAddress()
      const page = await open()
      await openSignUp(page, newsletter)
      await tabTo(page, page.getByLabel(en.signUp.address))
      await page.keyboard.type(email)
      await tabTo(page, page.getByLabel('News', { exact: true }))
      await page.keyboard.press('Space')
      await tabTo(page, button(page, en.signUp.submit))
      await page.keyboard.press('Enter')
      await showing(page, en.signUp.sentTitle)

      await openLetter(page, email)
      await tabTo(page, button(page, en.link.confirmButton))
      await page.keyboard.press('Space')
      await showing(page, en.link.confirmedTitle)
      expect((await rowOf(newsletter, email))?.categories).toEqual(['culture', 'other'])

      await tabTo(page, page.getByRole('link', { name: en.link.toPreferences }))
      await page.keyboard.press('Enter')
      await tabTo(page, page.getByLabel('Culture'))
      await page.keyboard.press('Space')
      await tabTo(page, page.getByLabel(en.preferences.weekly))
      await page.keyboard.press('ArrowDown')
      await tabTo(page, page.getByLabel(en.preferences.pause))
      await page.keyboard.type(en.preferences.weeks(4))
      await tabTo(page, button(page, en.preferences.save))
      await page.keyboard.press('Enter')
      await page.getByRole('status').waitFor()
      expect(await rowOf(newsletter, email)).toMatchObject({
        categories: ['other'],
        frequency: 'monthly',
        pausedUntil: expect.any(String),
      })
    })
  })

  describe.runIf(isLongProof)('a page of another site', () => {
    const opened = async (html: string): Promise<Page> => {
      const page = await open()
      await page.goto(await otherSite(`<!doctype html><title>Another site</title>${html}`))
      cloud.pass(10)
      return page
    }

    test('frames the form, whose answer opens in a window of its own', async () => {
      const newsletter = await cloud.newsletter()
      const email = anAddress()
      const path = `${cloud.publicOrigin}${signUpPath(newsletter.slug)}`
      const page = await opened(`<iframe src="${path}/form" title="Subscribe"></iframe>`)
      const frame = page.frameLocator('iframe')
      await frame.getByLabel(en.signUp.address).fill(email)
      const answer = page.waitForEvent('popup')
      await frame.getByRole('button', { name: en.signUp.submit }).click()
      await showing(await answer, en.signUp.sentTitle)
      await cloud.workers.drain()
      expect(lettersTo(cloud, email).map(({ kind }) => kind)).toEqual(['confirm'])
    })

    test('has a form of its own, which leads to ours with what was typed', async () => {
      const newsletter = await cloud.newsletter()
      const email = anAddress()
      const path = `${cloud.publicOrigin}${signUpPath(newsletter.slug)}`
      const page = await opened(
        `<form method="post" action="${path}"><input name="email" aria-label="Address"><button>Join</button></form>`,
      )
      await page.getByLabel('Address').fill(email)
      await button(page, 'Join').click()
      expect(await page.getByRole('alert').textContent()).toBe(en.signUp.again)
      cloud.pass(10)
      await button(page, en.signUp.submit).click()
      await showing(page, en.signUp.sentTitle)
      await cloud.workers.drain()
      expect(lettersTo(cloud, email).map(({ kind }) => kind)).toEqual(['confirm'])
    })

    test('frames no other page of ours', async () => {
      const newsletter = await cloud.newsletter()
      const path = `${cloud.publicOrigin}${signUpPath(newsletter.slug)}`
      const page = await opened(`<iframe src="${path}" title="Subscribe"></iframe>`)
      expect(await page.frameLocator('iframe').getByRole('button').count()).toBe(0)
    })
  })
})
