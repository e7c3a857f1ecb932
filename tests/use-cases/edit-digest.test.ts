import { describe, expect, test } from 'vitest'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import type { Content } from '#functions/core/entry.ts'
import { Conflict, EditConflict, Invalid, NotFound } from '#functions/core/errors.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { type AskedEdit, editDigest } from '#functions/use-cases/edit-digest.ts'
import { systemClock } from '#functions/wiring/clock.ts'
import { aContent, aDigest } from '#tests/support/builders.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'

const cloud = await startTestCloud()
const { desk } = cloud
const { digests, newsletters, posts, revisions } = desk

const ADA = { by: 'Ada', person: 'id-of-ada' }
const BEN = { by: 'Ben', person: 'id-of-ben' }

const latest = async (digest: Digest): Promise<Digest> => (await digests.get(digest)) ?? digest
const said = async (digest: Digest, revision?: number): Promise<Content> => {
  const content = await digests.content(digest, revision ?? (await latest(digest)).revision)
  if (content === undefined) throw new Error(`No revision ${revision}`)
  return content
}

/** A draft of four stories, as revision 1, with the ids of its entries in their order. */
const drafted = async (over: Partial<Newsletter> = {}) => {
  const { newsletter } = await cloud.weekly(1, 4, over)
  const digest = await cloud.drafted(newsletter)
  const { entries } = await said(digest)
  const [a = '', b = '', c = '', d = ''] = entries.map(({ post }) => post)
  const titles = new Map(entries.map(({ post, title }) => [post, title]))
  return { newsletter, digest, a, b, c, d, titleOf: (post: string) => titles.get(post) ?? '' }
}

const title = (post: string, text: string, seen?: string): AskedEdit => ({
  verb: 'title',
  post,
  text,
  ...(seen !== undefined && { seen }),
})
const titleIn = ({ entries }: Content, id: string) => entries.find(({ post }) => post === id)?.title

/** What an edit was refused for. */
const clashOf = async (edit: Promise<unknown>) => {
  const error = await edit.catch((caught: unknown) => caught)
  if (!(error instanceof EditConflict)) throw error
  return error
}

const approve = async (digest: Digest, approver: { by: string; person?: string }): Promise<Digest> => {
  const { revision } = await latest(digest)
  const { hash } = await desk.previewDigest(digest, revision)
  return desk.approveDigest(digest, { revision, editionHash: hash, ...approver })
}

describe('an edit', () => {
  test('is kept as a revision, with who made it, from which, and what they changed', async () => {
    const { digest, a, b, titleOf } = await drafted()
    const edits = [
      { verb: 'move', post: b, category: 'news', to: 0 },
      { verb: 'drop', post: a },
    ] as const
    const { content, digest: after, over } = await desk.editDigest(digest, ADA, edits, 1)
    expect(content).toMatchObject({ revision: 2, savedBy: 'Ada', editorId: 'id-of-ada', madeFrom: 1 })
    expect(content.change).toBe(`Moved “${titleOf(b)}” to 1 in News. Dropped “${titleOf(a)}”`)
    expect(await said(after)).toEqual(content)
    expect(over).toEqual([])
  })

  test('by somebody without an id keeps that of nobody else', async () => {
    const { digest, a, b } = await drafted()
    await desk.editDigest(digest, ADA, [{ verb: 'pin', post: a }])
    const { content } = await desk.editDigest(digest, { by: 'Cem' }, [{ verb: 'pin', post: b }])
    expect(content.savedBy).toBe('Cem')
    expect(content).not.toHaveProperty('editorId')
  })

  test('that changes nothing makes no revision, and leaves an approval as it is', async () => {
    const { digest, a, titleOf } = await drafted()
    await approve(digest, ADA)
    await cloud.workers.drain()
    const approved = await latest(digest)
    const { digest: after, content } = await desk.editDigest(digest, BEN, [title(a, titleOf(a))])
    expect([after, content.revision]).toEqual([approved, 1])
  })

  test('makes an approval void, which is remembered', async () => {
    const { digest, a } = await drafted()
    await desk.reschedule(digest, plusSeconds(cloud.now(), 86_400).slice(0, 16), { by: 'Ada', why: 'later' })
    const { approval } = await approve(digest, ADA)
    await cloud.workers.drain()
    const { digest: after } = await desk.editDigest(digest, BEN, [{ verb: 'pin', post: a }])
    expect(after).toMatchObject({ status: 'draft', revoked: { revision: 1, by: 'Ada', at: approval?.at } })
  })

  test('gives an entry its own words again', async () => {
    const { digest, a, titleOf } = await drafted()
    const excerpt = (await said(digest)).entries.find(({ post }) => post === a)?.excerpt
    const words = [title(a, 'Other words'), { verb: 'excerpt', post: a, text: '' }] as const
    await desk.editDigest(digest, ADA, words)
    const own = (['title', 'excerpt'] as const).map((verb) => ({ verb, post: a, text: null }))
    const { content } = await desk.editDigest(digest, ADA, own)
    expect(content.entries.find(({ post }) => post === a)).toMatchObject({ title: titleOf(a), excerpt })
  })

  test('goes back to an earlier revision as a new one', async () => {
    const { digest, a, b } = await drafted()
    await desk.editDigest(digest, ADA, [{ verb: 'drop', post: a }])
    await desk.editDigest(digest, ADA, [title(b, 'Other words')])
    const { content } = await desk.editDigest(digest, ADA, [{ verb: 'revert', revision: 1 }], 3)
    const first = await said(digest, 1)
    expect(content).toMatchObject({ revision: 4, madeFrom: 3, change: 'Went back to revision 1' })
    expect([content.entries, content.sections]).toEqual([first.entries, first.sections])
    await expect(desk.editDigest(digest, ADA, [{ verb: 'revert', revision: 9 }])).rejects.toThrow(NotFound)
  })

  test('needs a name', async () => {
    const { digest, a } = await drafted()
    await expect(desk.editDigest(digest, { by: ' ' }, [{ verb: 'pin', post: a }])).rejects.toThrow(Invalid)
  })
})

describe('adding a post', () => {
  test('that came after the draft has the digest tell it', async () => {
    const { newsletter, digest } = await drafted()
    const late = await cloud.post(newsletter, { categories: ['Culture'] })
    const { content } = await desk.editDigest(digest, ADA, [{ verb: 'add', post: late.id }])
    expect(content.sections.map(({ category }) => category)).toEqual(['news', 'culture'])
    expect(content.change).toBe(`Added “${late.title}” to Culture`)
    const placed = await cloud.post(newsletter)
    const add = { verb: 'add', post: placed.id, category: 'other' } as const
    expect((await desk.editDigest(digest, ADA, [add])).content.entries.at(-1)).toMatchObject({
      post: placed.id,
      categories: ['other'],
    })
  })

  test('that another digest holds, or that is not there, is refused', async () => {
    const { newsletter, digest } = await drafted()
    const late = await cloud.post(newsletter)
    const other = { ...aDigest({ newsletter: newsletter.slug, date: '2020-01-07' }), status: 'sent' as const }
    const approval = { revision: 1, editionHash: 'e', by: 'Ada', at: cloud.now() }
    await digests.create({ ...other, approval, closedAt: cloud.now() })
    const claim = { digest: digestKey(other), approvedAt: approval.at }
    await posts.claim(newsletter.slug, late.id, claim, undefined)
    await expect(desk.editDigest(digest, ADA, [{ verb: 'add', post: late.id }])).rejects.toThrow(
      `“${late.title}” is used in ${digestKey(other)}.`,
    )
    await expect(desk.editDigest(digest, ADA, [{ verb: 'add', post: 'none' }])).rejects.toThrow(NotFound)
  })

  test('to a round-up is refused: it tells what was told', async () => {
    const { newsletter } = await drafted()
    const roundUp = aDigest({ newsletter: newsletter.slug, kind: 'round-up', date: '2030-01-01' })
    await digests.saveContent(roundUp, aContent())
    await digests.create(roundUp)
    const late = await cloud.post(newsletter)
    await expect(desk.editDigest(roundUp, ADA, [{ verb: 'add', post: late.id }])).rejects.toThrow(
      'A round-up tells what was told.',
    )
  })
})

describe('two editors who looked at the same revision', () => {
  test('both win where they change different entries, and are told of each other', async () => {
    const { digest, a, b, titleOf } = await drafted()
    await desk.editDigest(digest, BEN, [title(a, 'Words of Ben', titleOf(a))], 1)
    const { content, over } = await desk.editDigest(digest, ADA, [title(b, 'Words of Ada', titleOf(b))], 1)
    expect([titleIn(content, a), titleIn(content, b)]).toEqual(['Words of Ben', 'Words of Ada'])
    expect(over).toEqual([{ revision: 2, by: 'Ben', at: (await said(digest, 2)).savedAt }])
  })

  test('both win at the very same moment', async () => {
    const { digest, a, b, c, d } = await drafted()
    const edits = [a, b, c, d].map((post, index) =>
      desk.editDigest(digest, index % 2 === 0 ? ADA : BEN, [title(post, `Words ${index}`)], 1),
    )
    await Promise.all(edits)
    const content = await said(digest)
    expect([a, b, c, d].map((post) => titleIn(content, post))).toEqual([
      'Words 0',
      'Words 1',
      'Words 2',
      'Words 3',
    ])
    const { revisions: chain } = await revisions(digest)
    expect(chain.map(({ change }) => change?.slice(0, 7)).toSorted()).toEqual([
      ...Array(4).fill('Changed'),
      undefined,
    ])
  })

  test('are told of the words that they did not see, and by whom', async () => {
    const { digest, a, b, titleOf } = await drafted()
    await desk.editDigest(digest, BEN, [title(a, 'Words of Ben')])
    await desk.editDigest(digest, { by: 'Cem' }, [{ verb: 'pin', post: b }])
    const refused = await clashOf(desk.editDigest(digest, ADA, [title(a, 'Words of Ada', titleOf(a))], 1))
    expect(refused).toBeInstanceOf(Conflict)
    expect(refused.message).toBe('Ben wrote “Words of Ben” there meanwhile. Choose which words are to stand.')
    expect(refused.clash).toEqual({
      field: 'title',
      post: a,
      theirs: 'Words of Ben',
      yours: 'Words of Ada',
      by: 'Ben',
      at: (await said(digest, 2)).savedAt,
    })
    expect((await latest(digest)).revision).toBe(3)

    // Once they saw them, they may write over them.
    const again = await desk.editDigest(digest, ADA, [title(a, 'Words of Ada', 'Words of Ben')], 1)
    expect(titleIn(again.content, a)).toBe('Words of Ada')
  })

  test('who write the same do not clash, nor does one with themselves', async () => {
    const { digest, a, titleOf } = await drafted()
    await desk.editDigest(digest, BEN, [title(a, 'Same words')])
    const { digest: after, over } = await desk.editDigest(
      digest,
      ADA,
      [title(a, 'Same words', titleOf(a))],
      1,
    )
    expect([after.revision, over.length]).toEqual([2, 1])
    const more = await desk.editDigest(digest, BEN, [title(a, 'More words', 'Same words')], 1)
    expect([titleIn(more.content, a), more.over]).toEqual(['More words', []])
  })

  test.each<[string, AskedEdit, AskedEdit]>([
    ['subject', { verb: 'subject', subject: 'Of Ben' }, { verb: 'subject', subject: 'Of Ada', seen: null }],
    ['preheader', { verb: 'preheader', preheader: 'Of Ben' }, { verb: 'preheader', preheader: 'Of Ada' }],
    [
      'note',
      { verb: 'note', note: { text: 'A week.', signed: 'Ben' } },
      { verb: 'note', note: { text: 'A week.', signed: 'Ada' }, seen: { text: 'A day.', signed: 'Ada' } },
    ],
    [
      'closing',
      { verb: 'closing', closing: { title: 'B', text: 'B' } },
      { verb: 'closing', closing: null, seen: { title: 'A', text: 'A' } },
    ],
  ])('clash in the %s as well, whether it is said what was seen or not', async (field, theirs, yours) => {
    const { digest } = await drafted()
    await desk.editDigest(digest, BEN, [theirs])
    const refused = await clashOf(desk.editDigest(digest, ADA, [yours], 1))
    expect(refused.clash).toMatchObject({ field, by: 'Ben' })
    expect(refused.clash).not.toHaveProperty('post')
  })

  test('clash where one took away what the other types over', async () => {
    const { digest } = await drafted()
    await desk.editDigest(digest, ADA, [{ verb: 'subject', subject: 'Ferries' }])
    await desk.editDigest(digest, BEN, [{ verb: 'subject', subject: null }])
    const edit = { verb: 'subject', subject: 'Ferries run', seen: 'Ferries' } as const
    const { clash, message } = await clashOf(desk.editDigest(digest, ADA, [edit], 2))
    expect(clash).toMatchObject({ theirs: null, by: 'Ben' })
    expect(message).toContain('Ben took away what stood there meanwhile.')
  })

  test('have structural edits put on top where they still make sense, and else are told why not', async () => {
    const { digest, a, b, c } = await drafted()
    await desk.editDigest(digest, BEN, [{ verb: 'drop', post: a }])
    const move = { verb: 'move', post: c, category: 'news', to: 0 } as const
    const { content } = await desk.editDigest(digest, ADA, [move], 1)
    expect(content.sections[0]?.entries.slice(0, 2)).toEqual([c, b])
    await expect(desk.editDigest(digest, ADA, [{ verb: 'pin', post: a }], 1)).rejects.toThrow(
      `The digest has no entry ${a}.`,
    )
    await expect(desk.editDigest(digest, ADA, [title(a, 'Other words')], 1)).rejects.toThrow(Conflict)
  })

  test('do not go back behind what the other did unseen', async () => {
    const { digest, a, b } = await drafted()
    await desk.editDigest(digest, ADA, [{ verb: 'pin', post: a }])
    await desk.editDigest(digest, BEN, [{ verb: 'pin', post: b }])
    const back = [{ verb: 'revert', revision: 1 }] as const
    await expect(desk.editDigest(digest, ADA, back, 2)).rejects.toThrow('Ben changed it meanwhile.')
    expect((await desk.editDigest(digest, ADA, back, 3)).content.revision).toBe(4)
  })

  test('of whom one is faster by a moment both win, and the list of revisions leaves out the lost try', async () => {
    const { digest, a, b } = await drafted()
    let raced = false
    const racing = editDigest({
      newsletters,
      posts,
      clock: systemClock,
      digests: {
        ...digests,
        async replace(next) {
          if (!raced) {
            raced = true
            await desk.editDigest(digest, BEN, [title(b, 'Words of Ben')])
          }
          return digests.replace(next)
        },
      },
    })
    const { content, over } = await racing(digest, ADA, [title(a, 'Words of Ada')], 1)
    expect([titleIn(content, a), titleIn(content, b)]).toEqual(['Words of Ada', 'Words of Ben'])
    // The first try of Ada has 2, Ben has 3.
    expect([content.revision, content.madeFrom, over.map(({ revision }) => revision)]).toEqual([4, 3, [3]])
    const { revisions: chain } = await revisions(digest)
    expect(chain.map(({ revision, savedBy }) => [revision, savedBy])).toEqual([
      [4, 'Ada'],
      [3, 'Ben'],
      [1, 'drafting'],
    ])
  })
})

test('the revisions of a digest come newest first, a page at a time', async () => {
  const { digest, a } = await drafted()
  for (let count = 2; count <= 23; count += 1)
    await desk.editDigest(digest, ADA, [title(a, `Words ${count}`)])
  const first = await revisions(digest)
  expect(first.revisions.map(({ revision }) => revision)).toEqual(
    Array.from({ length: 20 }, (_, index) => 23 - index),
  )
  expect(first.revisions[0]).toMatchObject({ savedBy: 'Ada', change: expect.stringContaining('Words 23') })
  const second = await revisions(digest, first.before)
  expect(second).toMatchObject({ revisions: [{ revision: 3 }, { revision: 2 }, { revision: 1 }] })
  expect(second).not.toHaveProperty('before')
  await expect(revisions({ ...digest, date: '1999-01-01' })).rejects.toThrow(NotFound)
})

describe('four eyes', () => {
  test('are told apart by ids where both are known, and else by names', async () => {
    const { digest, a } = await drafted({ approval: 'four-eyes' })
    await desk.editDigest(digest, ADA, [{ verb: 'pin', post: a }])
    const renamed = { by: 'Ada Lang', person: ADA.person }
    await expect(approve(digest, renamed)).rejects.toThrow('Ada edited it last.')
    await expect(approve(digest, { by: ' ada ' })).rejects.toThrow('Ada edited it last.')
    expect(await approve(digest, { by: 'Ada', person: 'id-of-another-ada' })).toMatchObject({
      status: 'approving',
      approval: { by: 'Ada' },
    })
  })
})
