import { describe, expect, test } from 'vitest'
import { deskPath } from '#functions/core/desk-paths.ts'
import { button, inBrowser, isLongProof, showing } from '#tests/support/browser.ts'
import { signInAt, untilSaid } from '#tests/support/desk-browser.ts'

await inBrowser((cloud, open) => {
  const { desk } = cloud
  /** A draft of three stories in the first category. */
  const aDraft = async (over = {}) => {
    const newsletter = await cloud.newsletter(over)
    const posts = []
    for (const title of ['First', 'Second', 'Third'])
      posts.push(await cloud.post(newsletter, { title: `${title} story` }))
    await cloud.reader(newsletter)
    const digest = await cloud.drafted(newsletter)
    return { newsletter, digest, path: deskPath(digest), posts }
  }
  const contentOf = async ({ digest }: Pick<Awaited<ReturnType<typeof aDraft>>, 'digest'>) => {
    const latest = await desk.digests.get(digest)
    const content = await desk.digests.content(digest, latest?.revision ?? 0)
    if (content === undefined) throw new Error('It says nothing')
    return content
  }
  const orderOf = async (draft: Awaited<ReturnType<typeof aDraft>>) => {
    const { sections, entries } = await contentOf(draft)
    return sections[0]?.entries.map((id) => entries.find(({ post }) => post === id)?.title)
  }

  describe('an editor at a draft', () => {
    test('puts entries in order by the keyboard alone, keeps the focus, and takes it back', async () => {
      const draft = await aDraft()
      const before = await orderOf(draft)
      const page = await open()
      await signInAt(page, cloud, 'Ben Okoro', draft.path)
      const first = page.getByRole('button', { name: `Move down: ${before?.[0]}` })
      await first.focus()
      await page.keyboard.press('Enter')
      await untilSaid(page, `to 2 in News`)
      expect(await orderOf(draft)).toEqual([before?.[1], before?.[0], before?.[2]])
      expect(await first.evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true)
      await page.keyboard.press('Space')
      await untilSaid(page, `to 3 in News`)
      await page.keyboard.press('Enter')
      await untilSaid(page, 'is already last')
      await button(page, 'Undo').press('Enter')
      await untilSaid(page, /Went back|revision/i)
      expect(await orderOf(draft)).toEqual([before?.[1], before?.[0], before?.[2]])
    })

    test('writes other words, which are saved as they are typed, beside those of the source', async () => {
      const draft = await aDraft()
      const [post] = draft.posts
      const page = await open()
      await signInAt(page, cloud, 'Ben Okoro', draft.path)
      await page.getByRole('link', { name: post?.title ?? '' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Title').fill('Said better')
      await dialog.getByText('Saved', { exact: true }).waitFor()
      expect((await contentOf(draft)).entries.map(({ title }) => title)).toContain('Said better')
      expect(await dialog.getByText(post?.title ?? '').count()).toBeGreaterThan(0)
      await page.keyboard.press('Escape')
      await page.getByRole('link', { name: 'Said better' }).waitFor()
      const frame = page.frameLocator('#preview-frame')
      await frame.getByText('Said better').first().waitFor()
    })

    test.runIf(isLongProof)('is not told that half a note is saved, nor loses it', async () => {
      const draft = await aDraft()
      const page = await open()
      await signInAt(page, cloud, 'Ben Okoro', draft.path)
      await page.getByText('Note of the editors, at the top').click()
      await page.getByLabel('Note', { exact: true }).fill('A short week.')
      await page.getByRole('button', { name: 'Drop: First story' }).click()
      await untilSaid(page, /Dropped/)
      expect(await page.locator('#form-note .saving').innerText()).toBe('Not saved yet')
      expect(await page.getByLabel('Note', { exact: true }).inputValue()).toBe('A short week.')
      await page.getByLabel('Signed').fill('The desk')
      await page.locator('#form-note').getByText('Saved', { exact: true }).waitFor()
      expect((await contentOf(draft)).note).toEqual({ text: 'A short week.', signed: 'The desk' })
    })

    test.runIf(isLongProof)('who leaves right after typing has it saved first', async () => {
      const draft = await aDraft()
      const page = await open()
      await signInAt(page, cloud, 'Ben Okoro', draft.path)
      await page.getByLabel('Preheader').fill('Typed in haste')
      await page.getByRole('link', { name: 'Review and approve' }).click()
      await page.getByRole('heading', { level: 1, name: /Review/ }).waitFor()
      expect((await contentOf(draft)).preheader).toBe('Typed in haste')
    })

    test('by single taps alone, without dragging, files, leads, pins, drops and takes in again', async () => {
      const draft = await aDraft()
      const page = await open({ hasTouch: true, viewport: { width: 320, height: 640 } })
      await page.goto(`${cloud.publicOrigin}${draft.path}`)
      await page.getByRole('button', { name: 'Ben Okoro', exact: true }).tap()
      await page.getByRole('link', { name: 'Second story' }).tap()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: 'Lead with it for everyone' }).tap()
      await untilSaid(page, /lead/i)
      await page.getByRole('button', { name: 'Drop: First story' }).tap()
      await untilSaid(page, /Dropped/)
      await page.getByText('Left out: 1').tap()
      await page.getByRole('button', { name: 'Take in: First story' }).tap()
      await untilSaid(page, /Restored “First story”/)
      const content = await contentOf(draft)
      expect(content.entries).toHaveLength(3)
      expect(content.lead?.forEveryone).toBe(true)
    })

    test('who drops an entry on its own page is told so on the draft, and can take it back there', async () => {
      const draft = await aDraft()
      const [first] = draft.posts
      const page = await open()
      await signInAt(page, cloud, 'Ben Okoro', `${draft.path}/entries/${first?.id}`)
      await button(page, 'Drop from this digest').click()
      await page.waitForURL(`${cloud.publicOrigin}${draft.path}`)
      await untilSaid(page, 'Dropped “First story”')
      await button(page, 'Undo').click()
      await untilSaid(page, /Restored|revision/)
      expect((await contentOf(draft)).entries).toHaveLength(3)
      await page.reload()
      expect(await page.locator('#said').innerText()).toBe('')
    })

    test('without scripts puts entries in order and sees the mail', async () => {
      const draft = await aDraft()
      const before = await orderOf(draft)
      const page = await open({ javaScriptEnabled: false })
      await signInAt(page, cloud, 'Ben Okoro', draft.path)
      await page.getByRole('button', { name: `Move down: ${before?.[0]}` }).click()
      expect(await page.locator('#said').innerText()).toMatch('to 2 in News')
      expect(await orderOf(draft)).toEqual([before?.[1], before?.[0], before?.[2]])
      await page.frameLocator('#preview-frame').getByText('First story').first().waitFor()
    })
  })

  describe('two editors', () => {
    const bothAtOneEntry = async () => {
      const draft = await aDraft()
      const [post] = draft.posts
      const [ada, ben] = [await open(), await open()]
      const entry = `${draft.path}/entries/${post?.id}`
      await signInAt(ada, cloud, 'Ada Marlow', entry)
      await signInAt(ben, cloud, 'Ben Okoro', entry)
      return { draft, post, ada, ben }
    }

    test('who write in one place both see both, and neither is overwritten', async () => {
      const { draft, ada, ben } = await bothAtOneEntry()
      await ada.getByLabel('Title').fill('As Ada has it')
      await ada.getByText('Saved', { exact: true }).waitFor()
      await ben.getByLabel('Title').fill('As Ben has it')
      const clash = ben.getByRole('dialog', { name: 'Two of you wrote here' })
      await clash.waitFor()
      expect(await clash.innerText()).toMatch(/Ada Marlow changed the title/)
      expect(await clash.getByRole('blockquote').allInnerTexts()).toEqual(['As Ada has it', 'As Ben has it'])
      expect((await contentOf(draft)).entries.map(({ title }) => title)).toContain('As Ada has it')
      await clash.getByRole('button', { name: 'Put mine in place of theirs' }).click()
      await untilSaid(ben, /As Ben has it/)
      expect((await contentOf(draft)).entries.map(({ title }) => title)).toContain('As Ben has it')
    })

    test.runIf(isLongProof)(
      'who write in different fields of one form both have their way, and neither is undone later',
      async () => {
        const { draft, post, ada, ben } = await bothAtOneEntry()
        await ben.getByLabel('Excerpt').fill('Ben’s excerpt')
        await ben.getByText('Saved', { exact: true }).waitFor()
        await ada.getByLabel('Title').fill('Ada’s title')
        await untilSaid(ada, /Ben Okoro edited it meanwhile; both stand/)
        expect(await ada.getByLabel('Excerpt').inputValue()).toBe('Ben’s excerpt')
        await ada.getByLabel('Title').fill('Ada’s second title')
        await untilSaid(ada, /Ada’s second title/)
        const stored = (await contentOf(draft)).entries.find((one) => one.post === post?.id)
        expect(stored).toMatchObject({ title: 'Ada’s second title', excerpt: 'Ben’s excerpt' })
      },
    )

    test.runIf(isLongProof)('who change different entries at once both have their way', async () => {
      const draft = await aDraft()
      const [ada, ben] = [await open(), await open()]
      await signInAt(ada, cloud, 'Ada Marlow', draft.path)
      await signInAt(ben, cloud, 'Ben Okoro', draft.path)
      await ada.getByRole('button', { name: 'Drop: First story' }).click()
      await untilSaid(ada, /Dropped/)
      await ben.getByRole('button', { name: 'Drop: Second story' }).click()
      await untilSaid(ben, /Ada Marlow edited it meanwhile; both stand/)
      expect((await contentOf(draft)).entries.map(({ title }) => title)).toEqual(['Third story'])
    })

    test.runIf(isLongProof)(
      'are wanted where four eyes approve: who edited last cannot, another can',
      async () => {
        const draft = await aDraft({ approval: 'four-eyes' })
        const [ada, ben] = [await open(), await open()]
        await signInAt(ben, cloud, 'Ben Okoro', draft.path)
        await ben.getByRole('button', { name: 'Drop: First story' }).click()
        await untilSaid(ben, /Dropped/)
        await ben.getByRole('link', { name: 'Review and approve' }).click()
        await button(ben, 'Approve').press('Enter')
        await untilSaid(ben, 'You edited it last')
        expect((await desk.digests.get(draft.digest))?.status).toBe('draft')
        await signInAt(ada, cloud, 'Ada Marlow', `${draft.path}/review`)
        await button(ada, 'Approve').click()
        await untilSaid(ada, 'It is being approved')
        await cloud.workers.drain()
        await ada.getByRole('heading', { name: 'Approved by Ada Marlow' }).waitFor()
        expect((await desk.digests.get(draft.digest))?.status).toBe('approved')
      },
    )
  })

  test('a session that ends in the middle of an edit loses nothing', async () => {
    const draft = await aDraft()
    const [post] = draft.posts
    const page = await open()
    await signInAt(page, cloud, 'Ben Okoro', `${draft.path}/entries/${post?.id}`)
    // The script tells the zone first, and asks for the page again.
    await page.waitForLoadState('networkidle')
    cloud.pass(8 * 3600 + 1)
    await page.getByLabel('Title').fill('Typed while signed out')
    const dialog = page.getByRole('dialog', { name: 'You were signed out' })
    await dialog.waitFor()
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      dialog.getByRole('link', { name: 'Sign in, in a new tab' }).click(),
    ])
    const choice = tab.getByRole('button', { name: 'Ben Okoro', exact: true })
    const done = tab.getByRole('heading', { name: 'You are signed in' })
    await choice.or(done).waitFor()
    if (await choice.isVisible()) await choice.click()
    await showing(tab, 'You are signed in')
    await tab.close()
    await button(page, 'Close').click()
    expect(await page.getByLabel('Title').inputValue()).toBe('Typed while signed out')
    await button(page, 'Save').first().click()
    await page.getByText('Saved', { exact: true }).waitFor()
    expect((await contentOf(draft)).entries.map(({ title }) => title)).toContain('Typed while signed out')
  })
})
