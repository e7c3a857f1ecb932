import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { deskPath } from '#functions/core/desk-paths.ts'
import { HOLD_SECONDS } from '#functions/core/digest-verbs.ts'
import { plusDays } from '#functions/core/instant.ts'
import { button, inBrowser, isLongProof } from '#tests/support/browser.ts'
import { signInAt, untilSaid } from '#tests/support/desk-browser.ts'
import { faultsOf, LOOKS } from '#tests/support/page-faults.ts'
import { seedReaders } from '#tests/support/seed-readers.ts'

/** Of the digest that is cancelled. */
const READERS = isLongProof ? 5000 : 1000

await inBrowser((cloud, open) => {
  const { desk } = cloud

  /** In light and wide, and in dark and narrow; each page in each of its states is for the long proof. */
  const expectSound = async (page: Page): Promise<void> => {
    expect(await faultsOf(page, LOOKS, { iframes: false })).toEqual([])
    await page.setViewportSize({ width: 1280, height: 800 })
  }

  test('an editor’s week: inbox, draft, preview, test, approval, five minutes, sent', async () => {
    const newsletter = await cloud.newsletter()
    const [wanted, unwanted] = [
      await cloud.post(newsletter, { title: 'Wanted', publishedAt: plusDays(cloud.now(), -40) }),
      await cloud.post(newsletter, { title: 'Unwanted' }),
    ]
    await cloud.post(newsletter, { title: 'Of its own accord' })
    const reader = await cloud.reader(newsletter)
    const page = await open()
    await signInAt(page, cloud, 'Ben Okoro')

    await page.getByRole('link', { name: newsletter.name }).first().click()
    await page.getByRole('link', { name: 'Inbox', exact: true }).click()
    await page.getByRole('button', { name: `Drop: ${unwanted.title}` }).click()
    await untilSaid(page, `Dropped “${unwanted.title}”`)
    await page.getByRole('link', { name: 'Backlog', exact: true }).click()
    await page.getByRole('button', { name: `Take into the next digest: ${wanted.title}` }).click()
    await untilSaid(page, `Accepted “${wanted.title}”`)

    const draft = await cloud.drafted(newsletter)
    await page.goto(`${cloud.publicOrigin}${deskPath(draft)}`)
    await page.getByText('Note of the editors, at the top').click()
    await page.getByLabel('Note', { exact: true }).fill('A short week.')
    await page.getByLabel('Signed').fill('The editors')
    await page.getByLabel('Signed').blur()
    await page.frameLocator('#preview-frame').getByText('A short week.').waitFor()
    await page.getByRole('link', { name: wanted.title, exact: true }).click()
    await page.getByRole('button', { name: 'Lead with it for everyone' }).click()
    await untilSaid(page, 'the lead for everyone')
    await expectSound(page)

    await page.getByRole('link', { name: 'Preview', exact: true }).click()
    await page.getByLabel('Part', { exact: true }).selectOption('text')
    await page.frameLocator('#preview-frame').getByText('A short week.').waitFor()
    await button(page, 'Send the test').click()
    await untilSaid(page, 'A test is on its way to 1 address')
    expect(cloud.inbox.accepted().map(({ tags, to }) => [tags.staff, to])).toContainEqual([
      'test',
      ['ben@sample.example'],
    ])

    await page.getByRole('link', { name: 'Review', exact: true }).click()
    await page.getByText('Ben Okoro sent a test of it').waitFor()
    await button(page, 'Approve').click()
    await untilSaid(page, 'It is being approved')
    await cloud.workers.drain()
    await page.getByRole('heading', { name: 'Approved by Ben Okoro' }).waitFor()

    await cloud.step(HOLD_SECONDS - 30)
    await cloud.step()
    expect(cloud.accepted(draft)).toEqual([])
    const sent = await cloud.until(newsletter, 'sent')
    expect(cloud.accepted(sent).map(({ to }) => to)).toEqual([[reader.address]])
    const [mail] = cloud.accepted(sent)
    const { text, subject } = cloud.inbox.message(mail?.messageId ?? '')
    expect(subject).toBe('Wanted')
    for (const words of ['A short week.', 'Wanted', 'Of its own accord']) expect(text).toContain(words)
    expect(text).not.toContain('Unwanted')
    await page.goto(`${cloud.publicOrigin}${deskPath(draft)}`)
    await page.getByText('1 reader').first().waitFor()
  })

  test(`a cancel in panic in the middle of ${READERS.toLocaleString('en')} readers ends it, and every reader is accounted for`, async () => {
    const newsletter = await cloud.newsletter()
    await cloud.post(newsletter)
    await seedReaders(newsletter.slug, READERS)
    const digest = await cloud.frozen(newsletter, 50)
    const page = await open()
    await signInAt(page, cloud, 'Ada Marlow', deskPath(digest))
    await page.getByRole('link', { name: 'Cancel', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Cancel this digest?' })
    await expectSound(page)
    await dialog.getByLabel('Why').fill('The wrong lead')

    let isCancelled = false
    const sending = (async () => {
      while (!isCancelled) await cloud.step()
    })()
    const mailed = () => cloud.accepted(digest).length
    while (mailed() < 200) await new Promise((resolve) => setTimeout(resolve, 20))
    await button(page, 'Cancel').click()
    await untilSaid(page, 'Cancelled. Nobody else is mailed.')
    isCancelled = true
    await sending
    const atCancel = mailed()
    expect(atCancel).toBeLessThan(READERS)
    await cloud.step(60)
    const over = await cloud.until(newsletter, ({ closedAt }) => closedAt !== undefined)
    expect(mailed()).toBe(atCancel)
    expect(over).toMatchObject({
      status: 'cancelled',
      totals: { audience: READERS, accepted: atCancel, excluded: READERS - atCancel, waiting: 0 },
    })
    await page.goto(`${cloud.publicOrigin}${deskPath(digest)}`)
    expect(await page.locator('#digest-state').innerText()).toContain(
      `after ${atCancel.toLocaleString('en')} of ${READERS.toLocaleString('en')} readers were reached`,
    )
    expect((await desk.digests.get(digest))?.reason).toBe('The wrong lead')
  })
})
