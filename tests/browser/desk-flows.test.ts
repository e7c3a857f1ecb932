import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { deskPath } from '#functions/core/desk-paths.ts'
import { parseDigestKey } from '#functions/core/digest-key.ts'
import { plusDays } from '#functions/core/instant.ts'
import { EditForm } from '#functions/web/desk/edit-form.ts'
import { button, inBrowser, isLongProof, showing } from '#tests/support/browser.ts'
import { aCategory } from '#tests/support/builders.ts'
import { untilSaid } from '#tests/support/desk-browser.ts'
import { fingerOf, type Hand, keyboardOf } from '#tests/support/hands.ts'
import { unresolved } from '#tests/support/lost-answers.ts'
import { isOf, routesOfDesk } from '#tests/support/routes-of-desk.ts'
import { aTagArchive } from '#tests/support/tag-archive.ts'

const WHY = 'It must be so'

const ACTS = routesOfDesk('POST')

/** All edits of a draft but the one that a drop asks for: arrows and the position do the same. */
const EDITS = EditForm.options
  .flatMap(({ shape: { verb } }): string[] => ('options' in verb ? verb.options : [...verb.values]))
  .filter((verb) => verb !== 'move')
const TRIAGE = ['accept', 'drop', 'release', 'note', 'no-note']

/** Which acts of the desk a page asked for. */
const watched = (page: Page) => {
  const acts = new Set<string>()
  const verbs = new Set<string>()
  page.on('request', (request) => {
    if (request.method() !== 'POST') return
    const { pathname } = new URL(request.url())
    for (const route of ACTS) if (isOf(route, pathname)) acts.add(route)
    const [, verb] = /(?:^|&)verb=([a-z-]+)|name="verb"\s+([a-z-]+)/.exec(request.postData() ?? '') ?? []
    if (verb !== undefined && /\/(edit|triage)$/.test(pathname))
      verbs.add(`${pathname.split('/').at(-1)} ${verb}`)
  })
  return { acts, verbs }
}

await inBrowser((cloud, open) => {
  const { desk } = cloud

  const refOf = (path: string) => parseDigestKey(path.split('/').at(-1) ?? '')

  /** Everything that an admin does at the desk, in a page where somebody is about to sign in. */
  const doAll = async (page: Page, hand: Hand): Promise<void> => {
    const at = async (path: string): Promise<void> => {
      await page.goto(`${cloud.publicOrigin}${path}`)
    }
    const one = (selector: string) => page.locator(selector).first()
    const press = (selector: string): Promise<void> => hand.press(one(selector))
    const type = (selector: string, words: string): Promise<void> => hand.type(one(selector), words)
    const said = (words: string | RegExp): Promise<void> => untilSaid(page, words)
    /** Opens one of the acts that ask once, and says yes. */
    const decide = async (opener: string, yes: string, words: string | RegExp): Promise<void> => {
      await press(opener)
      await one('#why').waitFor()
      await type('#why', WHY)
      await press(yes)
      await said(words)
    }
    const saved = (form: string): Promise<void> =>
      page.locator(form).getByText('Saved', { exact: true }).waitFor()

    await at('/desk')
    await hand.press(button(page, 'Ada Marlow'))
    await page.waitForURL(`${cloud.publicOrigin}/desk`)
    const newsletter = await cloud.newsletter({
      categories: [
        aCategory({ dripPerWeek: 2 }),
        aCategory({ id: 'culture', name: 'Culture', rules: [{ category: 'Culture' }] }),
      ],
    })
    const home = `/desk/newsletters/${newsletter.slug}`
    const [first, second, third] = [
      await cloud.post(newsletter, { title: 'First story' }),
      await cloud.post(newsletter, { title: 'Second story' }),
      await cloud.post(newsletter, { title: 'Third story' }),
    ]
    const old = await cloud.post(newsletter, { title: 'Old story', publishedAt: plusDays(cloud.now(), -60) })
    for (let readers = 0; readers < 4; readers += 1) await cloud.reader(newsletter)

    // Inbox, backlog, import.
    await at(`${home}/inbox`)
    await press(`#drop-${first.id}`)
    await said('Dropped “First story”')
    await press('#undo-button')
    await said('Taken back: “First story”')
    await press(`#decide-${second.id}`)
    await said('Accepted “Second story”')
    await press(`#open-${third.id}`)
    await hand.choose(one('#post-category'), 'culture')
    await press('#post-move')
    await said('Accepted “Third story”, in Culture')
    await at(`${home}/posts/${first.id}`)
    await type('#note', 'describes torture')
    await press('#note-save')
    await said('The content note of “First story” is now')
    await press('#note-remove')
    await said('has no content note now')
    await at(`${home}/backlog`)
    await press(`#decide-${old.id}`)
    await said('Accepted “Old story”')
    await at(`${home}/import`)
    const buffer = Buffer.from(aTagArchive())
    await hand.attach(one('#import-file'), { name: 'page.html', mimeType: 'text/html', buffer })
    await press('#import-upload')
    await page.waitForURL(`**${home}/jobs/*`)
    await cloud.workers.drain()
    await page.locator('#job').getByText('done', { exact: true }).waitFor()

    // A draft.
    await at(home)
    await press('#draft-now')
    await page.waitForURL('**/desk/digests/*')
    const path = new URL(page.url()).pathname
    const fourth = await cloud.post(newsletter, { title: 'Fourth story' })
    const contentNow = async () => {
      const digest = await desk.digests.get(refOf(path))
      return digest && desk.digests.content(digest, digest.revision)
    }
    await press('[id^=down-news-]')
    await said('to 2 in News')
    await press('[id^=up-news-]:not([aria-disabled=true])')
    await said('to 1 in News')
    await type('#subject', 'All of it')
    await type('#preheader', 'By hand')
    await saved('#form-subject')
    await press('#part-note summary')
    await type('#note-text', 'A short week.')
    await type('#note-signed', 'Ada')
    await saved('#form-note')
    await press('#part-closing summary')
    await type('#closing-title', 'Something good')
    await type('#closing-text', 'It went well.')
    await saved('#form-closing')
    await press('#add summary')
    await type('#add-title', 'By hand')
    await type('#add-url', 'https://news.example/by-hand')
    await press('#add-button')
    await said('By hand')
    await at(`${home}/inbox`)
    await press(`#take-${fourth.id}`)
    await said('Fourth story')
    await at(`${path}/entries/${first.id}`)
    await type('#entry-title', 'Said otherwise')
    await type('#entry-excerpt', 'In other words.')
    await saved('#form-words')
    const onEntry = async (post: string, name: string, words: string): Promise<void> => {
      await at(`${path}/entries/${post}`)
      await hand.press(button(page, name))
      await said(words)
    }
    await onEntry(first.id, 'Use its own title', 'title')
    await onEntry(first.id, 'Use its own excerpt', 'excerpt')
    await onEntry(first.id, 'Lead with it', 'lead')
    await onEntry(first.id, 'Lead with it for everyone', 'for everyone')
    await onEntry(first.id, 'Pin to the top', 'Pinned')
    await onEntry(first.id, 'Unpin', 'Unpinned')
    await at(`${path}/entries/${first.id}`)
    await hand.press(page.getByRole('checkbox', { name: 'Culture' }))
    await hand.press(button(page, 'File it there'))
    await said('Culture')
    await at(`${path}/entries/${first.id}`)
    await type('#position-news', '2')
    await hand.press(button(page, 'Move').first())
    await said('to 2 in News')
    await at(`${path}/entries/${second.id}`)
    await hand.choose(one('#merge-into'), first.id)
    await hand.press(button(page, 'Merge into that'))
    await said('Second story')
    await onEntry(first.id, 'Split off: Second story', 'Second story')
    await onEntry(second.id, 'Drop from this digest', 'Dropped “Second story”')
    await at(path)
    await press('#left-out summary')
    await press(`#restore-${second.id}`)
    await said('Restored “Second story”')

    // Another wrote in the same place meanwhile.
    const theirs = { verb: 'subject', subject: 'Theirs', seen: 'All of it' } as const
    const ben = { by: 'Ben Okoro', person: 'ben-okoro' }
    await desk.editDigest(refOf(path), ben, [theirs], (await contentNow())?.revision ?? 0)
    await type('#subject', 'Mine')
    await page.locator('#clash-mine').waitFor()
    await press('#clash-mine')
    await expect.poll(async () => (await contentNow())?.subject).toBe('Mine')
    await at(`${path}/revisions/2`)
    await hand.press(button(page, 'Go back to revision 2'))
    await said('revision 2')

    // The mail, a test of it, and the approval.
    await at(`${path}/preview`)
    for (const [list, value] of [
      ['width', 'desktop'],
      ['scheme', 'dark'],
      ['part', 'text'],
    ]) {
      await hand.choose(one(`#preview-${list}`), value ?? '')
      await page.locator(`#preview-frame[src*="${value}"], #preview-frame.${value}`).waitFor()
    }
    await press('#preview-reader summary')
    await hand.choose(one('#preview-notes'), 'titles')
    await page.locator('#preview-frame[src*="notes=titles"]').waitFor()
    await type('#test-addresses', 'a-test@sample.example')
    await press('#test-send')
    await said('A test is on its way to 1 address')
    await cloud.workers.drain()
    await at(`${path}/review`)
    await press('#dry-run-button')
    await said('Its readers are being counted')
    await cloud.workers.drain()
    await press('#approve-button')
    await said('It is being approved')
    await cloud.until(newsletter, 'approved')
    await at(`${path}/review`)
    await press('#send-now')
    await said('It leaves in 5 minutes')

    // Stopped, sent, stopped in the middle, sent to the others.
    await decide('#control-hold', '#do-hold', /held/i)
    await decide('#control-resume', '#do-resume', /./)
    cloud.pass(400)
    await cloud.setAccount({ maxSendRate: 1 })
    await cloud.until(newsletter, ({ firstCallAt }) => firstCallAt !== undefined)
    await at(path)
    await decide('#control-pause', '#do-pause', /pause/i)
    await decide('#control-resume', '#do-resume', /./)
    await decide('#control-cancel', '#do-cancel', 'Cancelled')
    await cloud.until(newsletter, ({ closedAt }) => closedAt !== undefined)
    await cloud.setAccount({ maxSendRate: 1000 })
    await at(path)
    await decide('#send-remaining', '#do-send-remaining', /./)
    const sent = await cloud.until(newsletter, 'sent')

    // Who got it, and what was wrong in it.
    await at(`${deskPath(sent)}/correct/${first.id}`)
    await type('#correction', 'It was the other way round.')
    await type('#why', WHY)
    await press('#correct-next')
    await said(/correct/i)
    const { digest: lost } = await unresolved(cloud, 2)
    await at(`${deskPath(lost)}/readers`)
    await type('#who', 'nobody@reader.example')
    await press('#ask-why')
    await page.locator('#answer').waitFor()
    await at(`${deskPath(lost)}/readers/names`)
    await decide('[id^=leave-]:not(#leave-all)', '#do-leave', '1 reader stays uncertain by your word')
    await at(`${deskPath(lost)}/readers/names`)
    await decide('#resend-all', '#do-resend', '1 reader waits to be sent to again')

    // One that does not go out, a holiday, and the end of the day.
    const skipped = await cloud.newsletter()
    await cloud.post(skipped)
    await at(deskPath(await cloud.drafted(skipped)))
    await decide('#control-skip', '#do-skip', /skip/i)
    await at(home)
    await decide('#pause-newsletter', '#do-pause-newsletter', /paused/i)
    await decide(`#resume-newsletter-${newsletter.slug}`, '#do-resume-newsletter', /./)
    await at('/desk/account')
    await press('#shortcuts')
    await said(/Single keys are o(n|ff) now/)
    await hand.press(button(page, 'Sign out everywhere'))
    await showing(page, 'You are signed out')
  }

  test.runIf(isLongProof).each([
    ['by the keyboard alone', {}, keyboardOf],
    [
      'by single taps, without dragging, in a narrow window',
      { hasTouch: true, viewport: { width: 320, height: 640 } },
      fingerOf,
    ],
  ] as const)('everything is done %s', { timeout: 300_000 }, async (_, window, handOf) => {
    const page = await open(window)
    const { acts, verbs } = watched(page)
    await doAll(page, handOf(page))
    expect(ACTS.filter((act) => !acts.has(act))).toEqual([])
    expect(
      [...EDITS.map((verb) => `edit ${verb}`), ...TRIAGE.map((verb) => `triage ${verb}`)].filter(
        (verb) => !verbs.has(verb),
      ),
    ).toEqual([])
  })
})
