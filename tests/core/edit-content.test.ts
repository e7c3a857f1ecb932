import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Edit, editContent } from '#functions/core/edit-content.ts'
import { Content } from '#functions/core/entry.ts'
import { Conflict } from '#functions/core/errors.ts'
import { orderEntries } from '#functions/core/order-entries.ts'
import { sectionsOf } from '#functions/core/sections-of.ts'
import { usedPosts } from '#functions/core/used-posts.ts'
import { aContent, aNewsletter, anEntry, aPost } from '#tests/support/builders.ts'

const newsletter = aNewsletter({ entriesPerCategory: 2 })
const alsoTold = (post: string) => ({ post, title: `Story ${post}`, publisher: 'Other Example' })

const ENTRIES = [
  anEntry({ post: 'a', categories: ['news'] }),
  anEntry({ post: 'b', categories: ['news', 'culture'], also: [alsoTold('b2'), alsoTold('b3')] }),
  anEntry({ post: 'c', categories: ['culture'] }),
  anEntry({ post: 'd', categories: ['other'] }),
]
const REPEAT = { post: 'r', of: 'told before' }
const CORRECTION = { post: 'x', title: 'An older story', date: '2026-11-17', text: 'It was two, not three.' }
/** The categories of each post; that of a repetition and of those beside an entry are in the posts alone. */
const FILED: Record<string, string[]> = {
  b: ['News', 'Culture'],
  c: ['Culture'],
  d: ['Sport'],
  r: ['Culture'],
}

const content = aContent({
  entries: ENTRIES,
  sections: sectionsOf(newsletter, ENTRIES, orderEntries),
  lead: { post: 'a', forEveryone: true },
  repeats: [REPEAT],
  corrections: [CORRECTION],
})

const postOf = (id: string) => aPost({ id, title: `Story ${id}`, categories: FILED[id] ?? ['News'] })
const drop = (post: string): Edit => ({ verb: 'drop', post })
const restore = (post: string): Edit => ({ verb: 'restore', post: postOf(post) })
const pin = (post: string): Edit => ({ verb: 'pin', post })
const unpin = (post: string): Edit => ({ verb: 'unpin', post })
const lead = (post: string, forEveryone = false): Edit => ({ verb: 'lead', post, forEveryone })

const edited = (...edits: readonly Edit[]): Content =>
  edits.reduce((before, edit) => editContent(newsletter, 'regular', before, edit), content)
const sectionsIn = ({ sections }: Content) =>
  Object.fromEntries(sections.map(({ category, entries }) => [category, entries]))
const entryIn = ({ entries }: Content, id: string) => entries.find(({ post }) => post === id)

describe('dropping an entry', () => {
  test('takes it out of all its sections, and a section without entries away', () => {
    expect(sectionsIn(edited(drop('b')))).toEqual({ news: ['a'], culture: ['c'], other: ['d'] })
    expect(sectionsIn(edited(drop('d')))).not.toHaveProperty('other')
  })

  test('uses it up, with all posts that tell its story', () => {
    expect(edited(drop('b'), drop('c')).dropped).toEqual(['b', 'b2', 'b3', 'c'])
  })

  test('that leads has another lead in its place; of another it stays', () => {
    const { entries, lead: leading } = edited(drop('a'))
    expect(entries.map(({ post }) => post)).toContain(leading?.post)
    expect(edited(drop('b')).lead).toEqual(content.lead)
  })

  test('lets the one behind it into the mail', () => {
    const full = edited(restore('b2'))
    expect(full.sections[0]).toMatchObject({ entries: ['a', 'b', 'b2'], mailed: 2 })
    expect(editContent(newsletter, 'regular', full, drop('a')).sections[0]).toMatchObject({
      entries: ['b', 'b2'],
      mailed: 2,
    })
  })

  test.each(['b2', 'r', 'nobody'])('that is none is a Conflict: %s', (post) => {
    expect(() => edited(drop(post))).toThrow(Conflict)
    expect(() => edited(drop(post))).toThrow(`The digest has no entry ${post}.`)
  })

  test('that is a correction withdraws it, and restoring it makes it again', () => {
    const withdrawn = edited(drop('x'))
    expect(withdrawn).toMatchObject({ corrections: [], dropped: ['x'] })
    expect(usedPosts(withdrawn).toSorted()).toEqual(usedPosts(content).toSorted())
    const corrects = { digest: 'sample-regular-2026-11-17', post: 'old' }
    const { title, text, date } = CORRECTION
    const post = aPost({ id: 'x', title, excerpt: text, corrects, categories: [] })
    const again = editContent(newsletter, 'regular', withdrawn, { verb: 'restore', post })
    expect(again).toMatchObject({ corrections: [{ post: 'x', title, text, date }], dropped: [] })
    expect(editContent(newsletter, 'regular', again, { verb: 'restore', post })).toEqual(again)
  })

  test('is refused for the last: such a digest is skipped', () => {
    expect(() => edited(drop('a'), drop('b'), drop('c'), drop('d'))).toThrow('Skip the digest instead')
  })
})

describe('restoring a post', () => {
  test('takes back a drop, without the posts that told its story', () => {
    const after = edited(drop('b'), restore('b'))
    expect(after.dropped).toEqual(['b2', 'b3'])
    expect(entryIn(after, 'b')).toMatchObject({ title: 'Story b', categories: ['news', 'culture'] })
    expect(entryIn(after, 'b')).not.toHaveProperty('also')
  })

  test('parts it from the entry of its story, as an entry of its own', () => {
    const once = edited(restore('b2'))
    expect(entryIn(once, 'b')?.also?.map(({ post }) => post)).toEqual(['b3'])
    expect(entryIn(once, 'b2')).toMatchObject({ title: 'Story b2', categories: ['news'] })
    const twice = editContent(newsletter, 'regular', once, restore('b3'))
    expect(entryIn(twice, 'b')).not.toHaveProperty('also')
    expect(sectionsIn(twice).news).toEqual(['a', 'b', 'b2', 'b3'])
  })

  test('tells what an earlier digest told', () => {
    const after = edited(restore('r'))
    expect(after.repeats).toEqual([])
    expect(sectionsIn(after).culture).toEqual(['b', 'c', 'r'])
  })

  test.each(['a', 'x', 'nobody'])('that was not left out is a Conflict: %s', (post) => {
    expect(() => edited(restore(post))).toThrow(Conflict)
    expect(() => edited(restore(post))).toThrow(`“Story ${post}” was not left out of the digest.`)
  })

  test('that was restored already is a Conflict', () => {
    expect(() => edited(drop('c'), restore('c'), restore('c'))).toThrow(Conflict)
  })

  test('that no category takes any more is a Conflict', () => {
    const narrower = { ...newsletter, categories: newsletter.categories.slice(0, 2) }
    expect(() => editContent(narrower, 'regular', edited(drop('d')), restore('d'))).toThrow(
      'No category takes “Story d” any more.',
    )
  })
})

describe('pinning an entry', () => {
  test('puts it first in its categories, behind earlier pins', () => {
    expect(sectionsIn(edited(pin('b')))).toMatchObject({ news: ['b', 'a'], culture: ['b', 'c'] })
    expect(sectionsIn(edited(pin('c'), pin('b')))).toMatchObject({ culture: ['c', 'b'] })
    expect(entryIn(edited(pin('b')), 'b')?.pinned).toBe(true)
  })

  test('again puts it behind the other pins', () => {
    expect(sectionsIn(edited(pin('b'), pin('c'), pin('b'))).culture).toEqual(['c', 'b'])
  })

  test('is undone by unpinning it: it stands behind the pins', () => {
    const after = edited(pin('b'), pin('c'), unpin('b'))
    expect(sectionsIn(after).culture).toEqual(['c', 'b'])
    expect(entryIn(after, 'b')).not.toHaveProperty('pinned')
    expect(entryIn(after, 'c')?.pinned).toBe(true)
  })

  test('is not undone twice: an entry that is not pinned stays where it is, once', () => {
    let after = content
    try {
      after = edited(unpin('c'))
    } catch (error) {
      // It may be refused as well.
      expect(error).toBeInstanceOf(Conflict)
    }
    expect(after.entries.map(({ post }) => post)).toEqual(['a', 'b', 'c', 'd'])
  })

  test('leaves the lead as it is', () => {
    expect(edited(pin('b')).lead).toEqual(content.lead)
  })
})

describe('naming the lead', () => {
  test('says whether it is for everyone, and takes the place of the one before', () => {
    expect(edited(lead('c')).lead).toEqual({ post: 'c', forEveryone: false })
    expect(edited(lead('c'), lead('b', true)).lead).toEqual({ post: 'b', forEveryone: true })
  })

  test.each(['b2', 'r', 'nobody'])('needs an entry: %s is none', (post) => {
    expect(() => edited(lead(post))).toThrow(`The digest has no entry ${post}.`)
  })
})

describe('a picture beside an entry', () => {
  const PICTURE = { name: `${'0a'.repeat(12)}.png`, width: 1104, height: 620, alt: 'A ferry' }
  const picture = (post: string, shown: typeof PICTURE | null = PICTURE): Edit => ({
    verb: 'picture',
    post,
    picture: shown,
  })

  test('stands beside that one alone, until it is taken away', () => {
    const after = edited(picture('b'))
    expect(after).toEqual({
      ...content,
      entries: content.entries.map((entry) => (entry.post === 'b' ? { ...entry, picture: PICTURE } : entry)),
    })
    expect(Content.parse(after)).toEqual(after)
    expect(edited(picture('b'), pin('b'), unpin('b'), picture('b', null))).toEqual(
      edited(pin('b'), unpin('b')),
    )
    expect(edited(picture('b'), picture('b', { ...PICTURE, alt: '' })).entries[1]?.picture?.alt).toBe('')
  })

  test.each(['b2', 'r', 'nobody'])('needs an entry: %s is none', (post) => {
    expect(() => edited(picture(post))).toThrow(`The digest has no entry ${post}.`)
  })

  test.each([
    ['it', { ...content, entries: content.entries.map((one) => ({ ...one, contentNote: 'violence' })) }],
    [
      'a category that it is in',
      { ...content, sections: content.sections.map((one) => ({ ...one, contentNote: 'violence' })) },
    ],
  ])('is a Conflict where %s has a content note; one that is there can be taken away', (_, noted) => {
    expect(() => editContent(newsletter, 'regular', noted, picture('b'))).toThrow(Conflict)
    expect(() => editContent(newsletter, 'regular', noted, picture('b'))).toThrow('has a content note')
    expect(editContent(newsletter, 'regular', noted, picture('b', null))).toEqual(noted)
  })
})

test('an edit changes nothing but what it is about', () => {
  for (const edit of [drop('b'), restore('r'), pin('c'), lead('d')]) {
    const { corrections, savedAt, savedBy, revision } = edited(edit)
    expect({ corrections, savedAt, savedBy, revision }).toEqual({
      corrections: [CORRECTION],
      savedAt: content.savedAt,
      savedBy: content.savedBy,
      revision: content.revision,
    })
  }
})

const POSTS = ['a', 'b', 'b2', 'b3', 'c', 'd', 'r', 'x', 'nobody']
const someEdit = fc
  .tuple(fc.constantFrom(...POSTS), fc.constantFrom(drop, restore, pin, unpin, lead))
  .map(([post, edit]) => edit(post))

describe('after any edits', () => {
  /** Refused edits change nothing. */
  const afterAll = (edits: readonly Edit[]): Content => {
    let now = content
    for (const edit of edits)
      try {
        now = editContent(newsletter, 'regular', now, edit)
      } catch (error) {
        if (!(error instanceof Conflict)) throw error
      }
    return now
  }
  const property = (holds: (after: Content) => void): void =>
    fc.assert(
      fc.property(fc.array(someEdit, { maxLength: 30 }), (edits) => {
        holds(afterAll(edits))
      }),
      { numRuns: 300 },
    )

  test('no post is lost, and none is there twice', () => {
    property((after) => {
      const used = usedPosts(after)
      expect(used.toSorted()).toEqual(usedPosts(content).toSorted())
      expect(new Set(used).size).toBe(used.length)
    })
  })

  test('the sections hold exactly the entries of their categories, in the order of entries', () => {
    property(({ entries, sections }) => {
      for (const { id } of newsletter.categories) {
        const own = orderEntries(entries.filter(({ categories }) => categories.includes(id))).map(
          ({ post }) => post,
        )
        const section = sections.find(({ category }) => category === id)
        expect(section?.entries ?? []).toEqual(own)
        expect(section?.mailed ?? 0).toBe(Math.min(own.length, 2))
      }
    })
  })

  test('an entry leads, or none', () => {
    property(({ entries, lead: leading }) => {
      if (leading !== undefined) expect(entries.map(({ post }) => post)).toContain(leading.post)
    })
  })

  test('pins stand before all others', () => {
    property(({ entries }) => {
      const pinned = entries.map((entry) => entry.pinned === true)
      expect(pinned).toEqual(pinned.toSorted((one, other) => Number(other) - Number(one)))
    })
  })

  test('it can be read back as it was saved', () => {
    property((after) => expect(Content.parse(JSON.parse(JSON.stringify(after)))).toEqual(after))
  })
})

test('an entry whose categories the newsletter no longer has is not used up without being shown', () => {
  const narrower = { ...newsletter, categories: newsletter.categories.slice(0, 2) }
  let after: Content
  try {
    after = editContent(narrower, 'regular', content, drop('a'))
  } catch (error) {
    // It may be refused as well.
    expect(error).toBeInstanceOf(Conflict)
    return
  }
  const shown = new Set(after.sections.flatMap(({ entries }) => entries))
  expect(after.entries.map(({ post }) => post).filter((post) => !shown.has(post))).toEqual([])
})
