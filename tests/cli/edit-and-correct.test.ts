import { describe, expect, test } from 'vitest'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { msOf, plusSeconds } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Post } from '#functions/core/post.ts'
import { slotAt } from '#infra/local/slot-at.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { runCommand } from '#tests/support/run-command.ts'

const cloud = await startTestCloud()
const { desk } = cloud
const DAY = 86_400
const AS_ADA = ['--as', 'Ada'] as const
const ADA = [...AS_ADA, '--why', 'a typo'] as const

const run = async (...args: string[]) => {
  cloud.pass(1)
  const { code, out, err } = await runCommand(args, desk, () => cloud.workers.drain())
  return { code, out: out.join('\n'), err: err.join('\n') }
}

/** Runs `gazette digest …` for one newsletter, whose digest it then need not name. */
const on =
  ({ slug }: Newsletter) =>
  (...args: string[]) =>
    run('digest', ...args, '--newsletter', slug)

/** A newsletter with three stories and their draft. */
const drafted = async (over: Partial<Newsletter> = {}) => {
  const newsletter = await cloud.newsletter(over)
  const posts: Post[] = []
  for (const title of ['The ferry', 'The harbour', 'The lock'])
    posts.push(await cloud.post(newsletter, { title }))
  await cloud.reader(newsletter)
  const digest = await cloud.drafted(newsletter)
  const [ferry, harbour, lock] = posts.map(({ id }) => id) as [string, string, string]
  return { newsletter, digest, key: digestKey(digest), run: on(newsletter), ferry, harbour, lock }
}

const latest = async (digest: Digest): Promise<Digest> => (await desk.digests.get(digest)) ?? digest

describe('gazette digest show --json', () => {
  test('prints one document: the digest, what it says with the ids of its posts, its edition, what stands in its way', async () => {
    const { newsletter, digest, run: show, ferry, harbour, lock } = await drafted()
    const { code, out } = await show('show', '--json')
    expect(code).toBe(0)
    const { hash } = await desk.previewDigest(digest, 1)
    const shown = JSON.parse(out)
    expect(Object.keys(shown)).toEqual(['digest', 'content', 'edition', 'faults', 'obstacles'])
    expect(shown).toMatchObject({
      digest: { newsletter: newsletter.slug, date: digest.date, status: 'draft', revision: 1 },
      content: { revision: 1, savedBy: 'drafting' },
      edition: { hash, subject: expect.stringContaining(newsletter.name) },
      obstacles: [],
    })
    const ids = shown.content.entries.map(({ post }: { post: string }) => post)
    expect(ids.toSorted()).toEqual([ferry, harbour, lock].toSorted())
    expect(shown.content.sections).toMatchObject([{ category: 'news', mailed: 3 }])
  })

  test('has no content of a digest that was skipped for want of posts', async () => {
    const newsletter = await cloud.newsletter()
    await cloud.step()
    const { code, out } = await on(newsletter)('show', '--json')
    expect([code, Object.keys(JSON.parse(out))]).toEqual([0, ['digest', 'faults', 'obstacles']])
  })
})

describe('gazette digest edit', () => {
  test('drops, pins and leads in one revision, kept with who did it', async () => {
    const { digest, key, run: edit, ferry, harbour, lock } = await drafted()
    const told = await edit(
      'edit',
      ...['--drop', ferry, '--pin', lock, '--lead', harbour, '--for-everyone'],
      ...AS_ADA,
    )
    expect(told).toMatchObject({ code: 0, out: `${key} is at revision 2, with 2 entries.` })
    const { content, edition } = JSON.parse((await edit('show', '--json')).out)
    expect(content).toMatchObject({
      revision: 2,
      savedBy: 'Ada',
      dropped: [ferry],
      lead: { post: harbour, forEveryone: true },
      sections: [{ entries: [lock, harbour] }],
    })
    expect(edition.subject).toBe('The harbour')
    expect(await desk.digests.content(digest, 1)).not.toHaveProperty('dropped')
    expect((await edit('show')).out).toMatch(
      /The lock · News Example \[pinned\]\n {2}The harbour .*\[leads\]\nDropped: /,
    )
  })

  test('takes a drop and a pin back', async () => {
    const { run: edit, ferry, lock } = await drafted()
    await edit('edit', '--drop', ferry, '--pin', lock, ...AS_ADA)
    const { code, out } = await edit('edit', '--restore', ferry, '--unpin', lock, ...AS_ADA)
    expect([code, out]).toEqual([0, expect.stringMatching(/revision 3, with 3 entries\.$/)])
    const { content } = JSON.parse((await edit('show', '--json')).out)
    expect(content.dropped).toEqual([])
    expect(content.entries.filter(({ pinned }: { pinned?: true }) => pinned)).toEqual([])
  })

  test('of an approved digest says that it has to be approved again', async () => {
    const { digest, key, run: edit, ferry } = await drafted()
    await cloud.desk.reschedule(digest, plusSeconds(cloud.now(), DAY).slice(0, 16), {
      by: 'Ada',
      why: 'later',
    })
    expect((await edit('approve', ...AS_ADA)).code).toBe(0)
    expect(await edit('edit', '--drop', ferry, ...AS_ADA)).toMatchObject({
      code: 0,
      out: `${key} is at revision 2, with 2 entries. Its approval is void: it has to be approved again.`,
    })
    expect(await latest(digest)).toMatchObject({ status: 'draft', revision: 2 })
  })

  test('by who may not approve it then is told when they try', async () => {
    const { run: edit, ferry } = await drafted({ approval: 'four-eyes' })
    await edit('edit', '--drop', ferry, ...AS_ADA)
    expect(await edit('approve', ...AS_ADA)).toMatchObject({
      code: 1,
      err: expect.stringContaining('Ada edited it last. The Sample wants somebody else to approve it.'),
    })
    expect((await edit('approve', '--as', 'Ben')).code).toBe(0)
  })

  test('that does not fit what the digest says changes nothing', async () => {
    const { digest, run: edit, ferry, harbour, lock } = await drafted()
    const nobody = 'f'.repeat(24)
    const refused: [string[], string][] = [
      [['--drop', nobody], `The digest has no entry ${nobody}.`],
      [['--lead', nobody], `The digest has no entry ${nobody}.`],
      [['--restore', nobody], `There is no post ${nobody}.`],
      [['--restore', ferry], '“The ferry” was not left out of the digest.'],
      [['--drop', ferry, '--drop', harbour, '--drop', lock], 'Skip the digest instead.'],
      [['--drop', ferry, '--pin', ferry], `The digest has no entry ${ferry}.`],
    ]
    for (const [edits, why] of refused)
      expect(await edit('edit', ...edits, ...AS_ADA)).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringContaining(why),
      })
    expect(await latest(digest)).toMatchObject({ status: 'draft', revision: 1 })
    expect(await desk.digests.content(digest, 2)).toBeUndefined()
  })

  test('of a digest that is over is refused', async () => {
    const { digest, key, run: edit, ferry } = await drafted()
    await edit('skip', ...ADA)
    expect(await edit('edit', '--drop', ferry, ...AS_ADA)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^No digest of The Sample can be edited\. The newest, .* is skipped\.$/),
    })
    const named = await run('digest', 'edit', key, '--drop', ferry, ...AS_ADA)
    expect(named).toMatchObject({ code: 1, err: expect.stringContaining('The digest is skipped') })
    expect((await latest(digest)).revision).toBe(1)
  })

  test.each([
    ['nothing', [...AS_ADA], 'Say what to change.'],
    ['nobody', ['--drop', 'p'], 'Say who you are with --as PERSON.'],
    [
      'a lead for everyone that is not named',
      ['--drop', 'p', '--for-everyone', ...AS_ADA],
      '--for-everyone goes with',
    ],
    ['two digests', ['a', 'b', '--drop', 'p', ...AS_ADA], 'Name one digest at most.'],
    ['what it does not know', ['--move', 'p', ...AS_ADA], '--move'],
  ])('of %s is wrong usage', async (_, args, why) => {
    const { code, out, err } = await runCommand(['digest', 'edit', ...args])
    expect([code, out, err[0]]).toEqual([2, [], expect.stringContaining(why)])
    expect(err[0]).toContain('gazette digest edit [DIGEST]')
  })
})

describe('gazette digest say', () => {
  const NOTE = ['--note', 'A quiet week.\nOne good end.'] as const
  const CLOSING = [
    ...['--closing-title', 'The swifts are back', '--closing-text', 'Over the harbour.'],
    ...['--closing-url', 'https://news.example/swifts'],
  ] as const

  test('puts a note, a closing item, a subject and a preheader around the stories, in one revision', async () => {
    const { digest, key, run: say } = await drafted()
    const around = ['--subject', 'Ferries and locks', '--preheader', 'And a harbour.'] as const
    expect(await say('say', ...NOTE, ...CLOSING, ...around, ...AS_ADA)).toMatchObject({
      code: 0,
      out: `${key} is at revision 2, with 3 entries.`,
    })
    expect(await desk.digests.content(digest, 2)).toMatchObject({
      savedBy: 'Ada',
      note: { text: 'A quiet week. One good end.', signed: 'Ada' },
      closing: {
        title: 'The swifts are back',
        text: 'Over the harbour.',
        url: 'https://news.example/swifts',
      },
      subject: 'Ferries and locks',
      preheader: 'And a harbour.',
    })
    const { out } = await say('show')
    expect(out).toMatch(/subject {2}Ferries and locks$/m)
    expect(out).toContain(
      [
        'Preheader: And a harbour.',
        'Note, signed Ada: A quiet week. One good end.',
        'Closing item “The swifts are back”: Over the harbour. https://news.example/swifts',
      ].join('\n'),
    )
  })

  test('lets somebody else sign the note, keeps what is not named, and takes away what is', async () => {
    const { digest, run: say } = await drafted()
    await say('say', ...NOTE, '--signed', 'The harbour desk', '--subject', 'Ferries', ...AS_ADA)
    await say('say', '--no-subject', ...CLOSING.slice(0, 4), ...AS_ADA)
    const after = await desk.digests.content(digest, 3)
    expect(after?.note?.signed).toBe('The harbour desk')
    expect(after?.closing).toEqual({ title: 'The swifts are back', text: 'Over the harbour.' })
    expect(after).not.toHaveProperty('subject')
    await say('say', '--no-note', '--no-closing', '--no-preheader', ...AS_ADA)
    const bare = await desk.digests.content(digest, 4)
    for (const part of ['note', 'closing', 'preheader']) expect(bare).not.toHaveProperty(part)
    expect(JSON.parse((await say('show', '--json')).out).edition.subject).toContain('The Sample')
  })

  test('of an approved digest says that it has to be approved again', async () => {
    const { digest, run: say } = await drafted()
    await desk.reschedule(digest, plusSeconds(cloud.now(), DAY).slice(0, 16), { by: 'Ada', why: 'later' })
    await say('approve', ...AS_ADA)
    expect((await say('say', ...NOTE, ...AS_ADA)).out).toContain('Its approval is void')
    expect(await latest(digest)).toMatchObject({ status: 'draft', revision: 2 })
  })

  test('refuses what is too long or leads nowhere, in words, and changes nothing', async () => {
    const { digest, run: say } = await drafted()
    const long = ['--subject', 'x'.repeat(61), '--note', 'x'.repeat(501), '--preheader', ' '] as const
    expect(await say('say', ...long, ...AS_ADA)).toMatchObject({
      code: 1,
      out: '',
      err: [
        '--note has 501 characters; the most is 500.',
        '--subject has 61 characters; the most is 55.',
        '--preheader says nothing.',
      ].join('\n'),
    })
    const script = [...CLOSING.slice(0, 4), '--closing-url', 'javascript:alert(1)']
    expect(await say('say', ...script, ...AS_ADA)).toMatchObject({
      code: 1,
      err: '--closing-url must be a web address that starts with http:// or https://.',
    })
    expect((await latest(digest)).revision).toBe(1)
  })

  test.each([
    ['nothing', [...AS_ADA], 'Say what to change.'],
    ['nobody', [...NOTE], 'Say who you are with --as PERSON.'],
    ['a signature alone', ['--signed', 'Ada', ...AS_ADA], '--signed goes with --note TEXT.'],
    ['a closing item without words', [...CLOSING.slice(0, 2), ...AS_ADA], 'takes both --closing-title'],
    ['a closing item’s address alone', [...CLOSING.slice(4), ...AS_ADA], 'takes both --closing-title'],
    ['a note and none', [...NOTE, '--no-note', ...AS_ADA], 'Say the note or --no-note, not both.'],
    ['two digests', ['a', 'b', ...NOTE, ...AS_ADA], 'Name one digest at most.'],
  ])('of %s is wrong usage', async (_, args, why) => {
    const { code, out, err } = await runCommand(['digest', 'say', ...args])
    expect([code, out, err[0]]).toEqual([2, [], expect.stringContaining(why)])
    expect(err[0]).toContain('gazette digest say [DIGEST]')
  })
})

describe('gazette digest correct', () => {
  const TEXT = ['--text', 'It has nine gates.'] as const

  test('says which entry of which digest it corrects, and the next draft shows it', async () => {
    const { newsletter, key, run: correct, ferry } = await drafted()
    expect(await cloud.settle(newsletter)).toMatchObject({ status: 'sent' })
    expect(await correct('correct', ferry, ...TEXT, ...ADA)).toMatchObject({
      code: 0,
      out: expect.stringContaining(
        `The correction of “The ferry” in ${key} leads the next digest that is drafted.`,
      ),
      err: `It is about ${key}.`,
    })
    expect((await correct('show')).out).toMatch(/Z correct, Ada: a typo$/)
    await cloud.nextSlot(newsletter)
    await cloud.post(newsletter)
    await cloud.drafted(newsletter)
    expect((await correct('show')).out).toContain('Correction of “The ferry”: It has nine gates.')

    const nobody = await run('digest', 'correct', key, 'f'.repeat(24), ...TEXT, ...ADA)
    expect(nobody).toMatchObject({ code: 1, err: `${key} has no entry ${'f'.repeat(24)}.` })
    const long = await run('digest', 'correct', key, ferry, '--text', 'x'.repeat(601), ...ADA)
    expect(long).toMatchObject({ code: 1, err: 'Say what is right in 1 to 600 characters.' })
  })

  test('of a digest that no reader got is refused', async () => {
    const { key, run: correct, ferry } = await drafted()
    expect(await correct('correct', ferry, ...TEXT, ...ADA)).toMatchObject({
      code: 1,
      err: `No digest of The Sample can be corrected. The newest, ${key}, is draft.`,
    })
    expect(await run('digest', 'correct', key, ferry, ...TEXT, ...ADA)).toMatchObject({
      code: 1,
      err: `No reader got ${key}: edit it instead.`,
    })
  })

  test.each([
    ['no post', [...TEXT, ...ADA], 'Name one post.'],
    ['two posts', ['p', 'q', ...TEXT, ...ADA], 'Name one post.'],
    ['no words', ['p', ...ADA], 'Say what is right with --text TEXT.'],
    ['no reason', ['p', ...TEXT, ...AS_ADA], 'Say why with --why TEXT.'],
    ['nobody', ['p', ...TEXT, '--why', 'a typo'], 'Say who you are'],
  ])('of %s is wrong usage', async (_, args, why) => {
    const { code, err } = await runCommand(['digest', 'correct', ...args])
    expect([code, err[0]]).toEqual([2, expect.stringContaining(why)])
  })
})

describe('gazette digest reschedule', () => {
  test('takes the time on the clocks of the newsletter’s zone, and says it on these and in UTC', async () => {
    const { digest, key, run: move } = await drafted(slotAt(cloud.now(), 'Asia/Tokyo'))
    const day = plusSeconds(cloud.now(), 3 * DAY).slice(0, 10)
    const { code, out } = await move('reschedule', `${day}T18:30`, ...ADA)
    const year = day.slice(0, 4)
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(
        `^${key} is now due \\w{3}, \\d+ \\w+ ${year}, 18:30 Asia/Tokyo \\(${day}T09:30:00Z\\)\\.$`,
      ),
    ])
    expect(await latest(digest)).toMatchObject({ dueAt: `${day}T09:30:00.000Z`, date: digest.date })
    expect((await move('show')).out).toMatch(/Z reschedule, Ada: a typo$/)
  })

  test('of a digest that goes by readers’ own clocks says when the first of them are due', async () => {
    const { digest, key, run: move } = await drafted()
    const time = `${plusSeconds(cloud.now(), 3 * DAY).slice(0, 10)}T07:00`
    await desk.digests.replace({ ...(await latest(digest)), localTime: '2026-01-01T07:00' })
    const { code, out } = await move('reschedule', time, ...ADA)
    expect(code).toBe(0)
    const after = await latest(digest)
    expect(after.localTime).toBe(time)
    expect(msOf(after.dueAt)).toBe(Date.parse(`${time}:00+14:00`))
    expect(out).toContain(`${key} is now due `)
    expect(out).toContain('in UTC+14')
    expect(out).toContain(after.dueAt.replace('.000Z', 'Z'))
  })

  test('to a time that is past is refused', async () => {
    const { digest, run: move } = await drafted()
    const time = plusSeconds(cloud.now(), -DAY).slice(0, 16)
    expect(await move('reschedule', time, ...ADA)).toMatchObject({
      code: 1,
      err: expect.stringContaining(`${time} is past.`),
    })
    expect((await latest(digest)).dueAt).toBe(digest.dueAt)
  })

  test('of one whose readers are frozen is a Conflict', async () => {
    const { newsletter, key } = await drafted()
    const frozen = await cloud.frozen(newsletter, 50)
    expect(frozen.attempt).toBeDefined()
    const time = plusSeconds(cloud.now(), DAY).slice(0, 16)
    expect(await run('digest', 'reschedule', key, time, ...ADA)).toMatchObject({
      code: 1,
      err: expect.stringContaining('about to be sent. Cancel it'),
    })
    expect(await latest(frozen)).toEqual(frozen)
  })

  test.each([
    ['no time', [...ADA]],
    ['a time with a zone', ['2026-11-24T18:30Z', ...ADA]],
    ['a time with seconds', ['2026-11-24T18:30:00', ...ADA]],
    ['a day that is none', ['2026-02-30T18:30', ...ADA]],
    ['two times', ['2026-11-24T18:30', '2026-11-25T18:30', ...ADA]],
    ['no reason', ['2026-11-24T18:30', ...AS_ADA]],
  ])('to %s is wrong usage', async (_, args) => {
    const { code, err } = await runCommand(['digest', 'reschedule', ...args])
    expect([code, err[0]]).toEqual([2, expect.stringContaining('gazette digest reschedule [DIGEST] TIME')])
  })
})

describe('gazette newsletter', () => {
  const acts = async ({ slug }: Newsletter) =>
    (await desk.acts.list({ newsletter: slug })).map(({ verb, by, why }) => [verb, by, why])

  test('approval says who must approve from now on', async () => {
    const newsletter = await cloud.newsletter()
    const told = []
    for (const policy of ['automatic', 'four-eyes', 'approve']) {
      const { code, out } = await run(
        'newsletter',
        'approval',
        policy,
        ...ADA,
        '--newsletter',
        newsletter.slug,
      )
      told.push([code, out, (await desk.newsletters.get(newsletter.slug))?.approval])
    }
    expect(told).toEqual([
      [0, 'The Sample: a digest goes out at its time unless someone holds it.', 'automatic'],
      [0, 'The Sample: nothing goes out before a person approved it who did not edit it last.', 'four-eyes'],
      [0, 'The Sample: nothing goes out before a person approved it.', 'approve'],
    ])
    expect(await acts(newsletter)).toEqual(
      ['automatic', 'four-eyes', 'approve'].map((verb) => [verb, 'Ada', 'a typo']),
    )
  })

  test('pause stops it for a reason, and resume lets it go on', async () => {
    const newsletter = await cloud.newsletter()
    const { slug } = newsletter
    expect(await run('newsletter', 'pause', slug, ...AS_ADA, '--why', 'a fire')).toMatchObject({
      code: 0,
      out: 'The Sample is paused: nothing of it is drafted, and nothing begins to be sent. What is being sent goes on.',
    })
    expect((await desk.newsletters.get(slug))?.paused).toMatchObject({ why: 'a fire' })
    expect(await run('newsletter', 'resume', slug, ...ADA)).toMatchObject({
      code: 0,
      out: 'The Sample goes on with its next slot.',
    })
    expect(await desk.newsletters.get(slug)).not.toHaveProperty('paused')
    expect(await acts(newsletter)).toEqual([
      ['pause-newsletter', 'Ada', 'a fire'],
      ['resume-newsletter', 'Ada', 'a typo'],
    ])
  })

  test.each([
    ['a policy that is none', ['approval', 'maybe', ...ADA], 'Say one of: approve, four-eyes, automatic.'],
    ['two policies', ['approval', 'approve', 'automatic', ...ADA], 'Say one of'],
    ['no policy', ['approval', ...ADA], 'Say one of'],
    ['a policy without a reason', ['approval', 'approve', ...AS_ADA], 'Say why with --why TEXT.'],
    ['a pause without a name', ['pause', '--why', 'a fire'], 'Say who you are with --as PERSON.'],
    ['a resume without a reason', ['resume', ...AS_ADA], 'Say why with --why TEXT.'],
    ['a pause of two', ['pause', 'one', 'two', ...ADA], 'Name one newsletter at most.'],
    ['a pause of one that is not there', ['pause', 'nobody', ...ADA], 'There is no newsletter nobody.'],
    ['what it does not know', ['stop', ...ADA], 'After newsletter comes one of: '],
  ])('with %s is wrong usage', async (_, args, why) => {
    const { code, out, err } = await runCommand(['newsletter', ...args], desk)
    expect([code, out, err[0]]).toEqual([2, [], expect.stringContaining(why)])
  })
})
