import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DigestKind } from '#functions/core/digest-key.ts'
import { type Edit, editContent } from '#functions/core/edit-content.ts'
import { Content, type Section, TypedEntry } from '#functions/core/entry.ts'
import { Conflict } from '#functions/core/errors.ts'
import { orderEntries } from '#functions/core/order-entries.ts'
import type { Picture } from '#functions/core/picture.ts'
import { sectionsOf } from '#functions/core/sections-of.ts'
import { isNotedAnywhere } from '#functions/core/subject.ts'
import { usedPosts } from '#functions/core/used-posts.ts'
import { aCategory, aContent, aNewsletter, anEntry, aPost, at } from '#tests/support/builders.ts'

const newsletter = aNewsletter({
  entriesPerCategory: 2,
  categories: [
    aCategory(),
    aCategory({ id: 'culture', name: 'Culture', rules: [{ category: 'Culture' }] }),
    aCategory({ id: 'court', name: 'Court', rules: [{ category: 'Court' }], contentNote: 'violence' }),
  ],
})
const PICTURE: Picture = { name: `${'0a'.repeat(12)}.png`, width: 1104, height: 620, alt: 'A ferry' }

const ENTRIES = [
  anEntry({ post: 'a', title: 'Story a', publisher: 'A' }),
  anEntry({
    post: 'b',
    title: 'Story b',
    publisher: 'B',
    categories: ['news', 'culture'],
    also: [{ post: 'b2', title: 'Story b2', publisher: 'Other' }],
  }),
  anEntry({ post: 'c', title: 'Story c', publisher: 'C' }),
  anEntry({ post: 'd', title: 'Story d', publisher: 'D', categories: ['culture'], contentNote: 'grief' }),
  anEntry({ post: 'e', title: 'Story e', publisher: 'E', picture: PICTURE }),
]
const content = aContent({
  revision: 4,
  entries: ENTRIES,
  sections: sectionsOf(newsletter, ENTRIES, orderEntries),
  lead: { post: 'a', forEveryone: true },
  repeats: [{ post: 'r', of: 'told before' }],
  corrections: [{ post: 'x', title: 'An older story', date: '2026-11-17', text: 'It was two, not three.' }],
})
const FILED: Record<string, string[]> = { b: ['News', 'Culture'], d: ['Culture'], n: ['Culture'] }
const postOf = (id: string) =>
  aPost({ id, title: `Story ${id}`, excerpt: `Own ${id}`, categories: FILED[id] ?? ['News'] })

const edited = (...edits: readonly Edit[]): Content =>
  edits.reduce((before, edit) => editContent(newsletter, 'regular', before, edit), content)
const section = ({ sections }: Content, id: string): Section | undefined =>
  sections.find(({ category }) => category === id)
const order = (said: Content, id: string) => section(said, id)?.entries
const entryIn = (said: Content, id: string) => said.entries.find(({ post }) => post === id)

const move = (post: string, category: string, to: number): Edit => ({ verb: 'move', post, category, to })
const file = (post: string, ...categories: string[]): Edit => ({ verb: 'file', post, categories })
const merge = (post: string, into: string): Edit => ({ verb: 'merge', post, into })
const add = (id: string, category?: string): Edit => ({
  verb: 'add',
  post: postOf(id),
  ...(category && { category }),
})
const drop = (post: string): Edit => ({ verb: 'drop', post })
const restore = (id: string): Edit => ({ verb: 'restore', post: postOf(id) })
const pin = (post: string): Edit => ({ verb: 'pin', post })
const unpin = (post: string): Edit => ({ verb: 'unpin', post })
const title = (post: string, text: string): Edit => ({ verb: 'title', post, text })
const noted = (post: string, note: string | null): Edit => ({ verb: 'entry-note', post, note })
const illustrated = (post: string): Edit => ({ verb: 'picture', post, picture: PICTURE })
const revert = (earlier: Content): Edit => ({ verb: 'revert', content: earlier })

describe('moving an entry', () => {
  test('puts it at a position of one section, which is arranged from then on', () => {
    const moved = edited(move('c', 'news', 0))
    expect(section(moved, 'news')).toMatchObject({ entries: ['c', 'a', 'b', 'e'], arranged: true })
    expect(moved).toEqual({ ...content, sections: [section(moved, 'news'), ...content.sections.slice(1)] })
  })

  test.each([
    [-3, ['c', 'a', 'b', 'e']],
    [1, ['a', 'c', 'b', 'e']],
    [99, ['a', 'b', 'e', 'c']],
  ])('to %i stays within the section', (to, entries) => {
    expect(order(edited(move('c', 'news', to)), 'news')).toEqual(entries)
  })

  test('counts the lead, which has its place among the entries', () => {
    expect(order(edited(move('a', 'news', 2)), 'news')).toEqual(['b', 'c', 'a', 'e'])
  })

  test('decides which entries are mailed', () => {
    expect(section(edited(move('e', 'news', 0)), 'news')).toMatchObject({ mailed: 2 })
  })

  test('is a Conflict where it does not stand', () => {
    expect(() => edited(move('c', 'culture', 0))).toThrow('“Story c” does not stand in Culture.')
    expect(() => edited(move('c', 'sport', 0))).toThrow(Conflict)
    expect(() => edited(move('nobody', 'news', 0))).toThrow('The digest has no entry nobody.')
  })
})

describe.each(['regular', 'round-up'] as const)('an arranged section of a %s digest', (kind: DigestKind) => {
  const arranged = editContent(newsletter, kind, content, move('e', 'news', 0))
  const then = (...edits: readonly Edit[]) =>
    order(
      edits.reduce((before, edit) => editContent(newsletter, kind, before, edit), arranged),
      'news',
    )

  test('keeps its order when entries leave it and come', () => {
    expect(then(drop('a'))).toEqual(['e', 'b', 'c'])
    expect(then(file('b', 'culture'))).toEqual(['e', 'a', 'c'])
    expect(then(drop('a'), restore('a'))).toEqual(['e', 'b', 'c', 'a'])
    expect(then(add('n', 'news'))).toEqual(['e', 'a', 'b', 'c', 'n'])
    expect(then(file('d', 'news'))).toEqual(['e', 'a', 'b', 'c', 'd'])
  })

  test('has a pin first as it is set, and an unpinned entry where it stood', () => {
    expect(then(pin('c'))).toEqual(['c', 'e', 'a', 'b'])
    expect(then(pin('c'), unpin('c'))).toEqual(['c', 'e', 'a', 'b'])
    expect(then(pin('c'), move('c', 'news', 2), pin('d'))).toEqual(['e', 'a', 'c', 'b'])
  })

  test('leaves the others as they are ordered by themselves', () => {
    const both = editContent(newsletter, kind, arranged, pin('d'))
    expect(section(both, 'culture')).toMatchObject({ entries: ['d', 'b'] })
    expect(section(both, 'culture')).not.toHaveProperty('arranged')
  })
})

describe('filing an entry', () => {
  test('moves it to other categories, in the newsletter’s order', () => {
    const filed = edited(file('c', 'culture', 'news'))
    expect(entryIn(filed, 'c')?.categories).toEqual(['news', 'culture'])
    expect(order(filed, 'culture')).toContain('c')
    expect(order(edited(file('c', 'culture')), 'news')).not.toContain('c')
  })

  test('needs a category that the newsletter has', () => {
    expect(() => edited(file('c'))).toThrow('“Story c” needs a category to stand in.')
    expect(() => edited(file('c', 'sport'))).toThrow('The newsletter has no category sport.')
  })

  test('under a category with a content note is refused for one with a picture', () => {
    expect(() => edited(file('e', 'court'))).toThrow(
      '“Story e” has a picture, which would be seen at once in spite of a content note, of its own or of a category. Take the picture away first.',
    )
    expect(order(edited(file('c', 'court')), 'court')).toEqual(['c'])
  })
})

describe('wording an entry', () => {
  test('changes its title and excerpt in this digest alone, until its own are taken again', () => {
    const worded = edited(title('b', 'Another title'), { verb: 'excerpt', post: 'b', text: '' })
    expect(entryIn(worded, 'b')).toEqual({ ...entryIn(content, 'b'), title: 'Another title', excerpt: '' })
    const own = ['title', 'excerpt'].reduce(
      (said, verb) =>
        editContent(newsletter, 'regular', said, {
          verb: verb as 'title',
          post: postOf('b'),
          text: null,
        }),
      worded,
    )
    expect(entryIn(own, 'b')).toMatchObject({ title: 'Story b', excerpt: 'Own b' })
  })

  test('gives it a content note, unless it has a picture, and takes it away', () => {
    expect(entryIn(edited(noted('c', 'violence')), 'c')?.contentNote).toBe('violence')
    expect(entryIn(edited(noted('d', null)), 'd')).not.toHaveProperty('contentNote')
    expect(() => edited(noted('e', 'violence'))).toThrow('Take the picture away first.')
    expect(edited(noted('e', null))).toEqual(content)
  })

  test.each([
    ['title', '', 'says nothing'],
    ['title', 'x'.repeat(301), 'has 301 characters; the most is 300'],
    ['excerpt', '語'.repeat(321), 'has 321 characters; the most is 320'],
    ['contentNote', ' \n', 'says nothing'],
  ])('refuses a %s that does not fit: %j', (field, typed, words) => {
    expect(TypedEntry.safeParse({ [field]: typed }).error?.issues[0]?.message).toBe(words)
  })

  test('takes what fits, as one line', () => {
    const typed = { title: 'Two\nlines', excerpt: ' ', contentNote: 'x'.repeat(200) }
    expect(TypedEntry.parse(typed)).toEqual({ ...typed, title: 'Two lines', excerpt: '' })
  })
})

describe('merging two entries', () => {
  test('has one join the other with who joined it, in the categories of both', () => {
    const merged = edited(merge('b', 'c'))
    expect(entryIn(merged, 'b')).toBeUndefined()
    expect(entryIn(merged, 'c')).toMatchObject({
      title: 'Story c',
      categories: ['news', 'culture'],
      also: [{ post: 'b', title: 'Story b' }, { post: 'b2' }],
    })
    expect(order(merged, 'culture')).toEqual(['c', 'd'])
  })

  test('keeps the content note of either, and the lead', () => {
    expect(entryIn(edited(merge('d', 'c')), 'c')?.contentNote).toBe('grief')
    expect(edited(merge('a', 'c')).lead).toEqual({ post: 'c', forEveryone: true })
  })

  test('is undone by restoring the one', () => {
    const parted = edited(merge('c', 'a'), restore('c'))
    expect(entryIn(parted, 'a')).not.toHaveProperty('also')
    expect(entryIn(parted, 'c')).toMatchObject({ title: 'Story c', categories: ['news'] })
  })

  test('is a Conflict of an entry with itself, and where a picture would stand beside a content note', () => {
    expect(() => edited(merge('c', 'c'))).toThrow('“Story c” cannot join itself.')
    expect(() => edited(merge('d', 'e'))).toThrow('Take the picture away first.')
    expect(() => edited(merge('c', 'b2'))).toThrow('The digest has no entry b2.')
  })
})

describe('adding a post', () => {
  test('takes it in the categories whose rules take it, or in the one that is named', () => {
    expect(entryIn(edited(add('n')), 'n')).toMatchObject({ title: 'Story n', categories: ['culture'] })
    expect(entryIn(edited(add('n', 'court')), 'n')?.categories).toEqual(['court'])
  })

  test.each([
    ['a', 'The digest has “Story a” already.'],
    ['b2', 'The digest has “Story b2” already.'],
    ['r', '“Story r” was left out of the digest. Restore it instead.'],
  ])('that the digest knows is a Conflict: %s', (id, words) => {
    expect(() => edited(add(id))).toThrow(Conflict)
    expect(() => edited(add(id))).toThrow(words)
  })

  test('needs a category', () => {
    const sport = aPost({ id: 'n', title: 'Story n', categories: ['Sport'] })
    expect(() => edited({ verb: 'add', post: sport })).toThrow('No category takes “Story n”.')
    expect(() => edited(add('n', 'sport'))).toThrow('The newsletter has no category sport.')
  })

  test('that carries a correction is a Conflict', () => {
    const correction = aPost({ id: 'n', corrects: { digest: 'sample-regular-2026-11-17', post: 'old' } })
    expect(() => edited({ verb: 'add', post: correction })).toThrow('is a correction. Restore it instead')
  })
})

describe('going back to an earlier revision', () => {
  const LATER = { revision: 9, savedAt: at('2026-11-23T09:00:00Z'), savedBy: 'Ada' }

  test('says all that it said, as the revision that is being made', () => {
    const earlier: Content = { ...edited(move('c', 'news', 0), pin('d')), editorId: 'ada', change: 'Moved' }
    const later = { ...edited(drop('c'), title('a', 'Another')), ...LATER }
    const { editorId: _, change: __, ...said } = earlier
    expect(editContent(newsletter, 'regular', later, revert(earlier))).toEqual({ ...said, ...LATER })
  })

  test('leaves out what the newsletter no longer has', () => {
    const narrower = { ...newsletter, categories: newsletter.categories.slice(0, 1) }
    const back = editContent(narrower, 'regular', content, revert(content))
    expect(back.entries.map(({ post }) => post)).toEqual(['a', 'b', 'c', 'e'])
    expect(back.sections.map(({ category }) => category)).toEqual(['news'])
    const none = { ...newsletter, categories: newsletter.categories.slice(2) }
    expect(() => editContent(none, 'regular', content, revert(content))).toThrow(
      'The newsletter has no category of revision 4 any more.',
    )
  })
})

describe('after any edits', () => {
  const IDS = ['a', 'b', 'b2', 'c', 'd', 'e', 'n', 'r', 'x', 'nobody']
  const id = fc.constantFrom(...IDS)
  const category = fc.constantFrom('news', 'culture', 'court', 'sport')
  const someEdit: fc.Arbitrary<Edit> = fc.oneof(
    fc
      .tuple(id, fc.constantFrom(drop, restore, pin, unpin, illustrated, add))
      .map(([post, edit]) => edit(post)),
    fc.tuple(id, category, fc.integer({ min: -1, max: 6 })).map((asked) => move(...asked)),
    fc.tuple(id, fc.array(category, { maxLength: 3 })).map(([post, ids]) => file(post, ...ids)),
    fc.tuple(id, id).map((pair) => merge(...pair)),
    fc.tuple(id, category).map((pair) => add(...pair)),
    fc.tuple(id, fc.constantFrom('violence', null)).map((pair) => noted(...pair)),
    fc.tuple(id, fc.constant('Another title')).map((pair) => title(...pair)),
  )
  interface Step {
    readonly edit: Edit
    readonly before: Content
    readonly now: Content
  }

  /** Each edit that was not refused, with what was said before and after it; at times it goes back. */
  const stepsOf = (kind: DigestKind, edits: readonly (Edit | number)[]): Step[] => {
    const steps: Step[] = []
    let now = content
    for (const one of edits) {
      const edit = typeof one === 'number' ? revert(steps[one % (steps.length || 1)]?.now ?? content) : one
      try {
        const before = now
        now = editContent(newsletter, kind, before, edit)
        steps.push({ edit, before, now })
      } catch (error) {
        if (!(error instanceof Conflict)) throw error
      }
    }
    return steps
  }
  const someEdits = fc.array(fc.oneof({ weight: 15, arbitrary: someEdit }, fc.nat(20)), { maxLength: 25 })
  const property = (holds: (step: Step) => void): void =>
    fc.assert(
      fc.property(fc.constantFrom('regular', 'round-up'), someEdits, (kind, edits) => {
        for (const step of stepsOf(kind as DigestKind, edits)) holds(step)
      }),
      { numRuns: 200 },
    )

  test('each entry stands once in each section of its categories, and nothing else stands there', () => {
    property(({ now: { entries, sections } }) => {
      for (const { id: own } of newsletter.categories) {
        const filed = entries.filter(({ categories }) => categories.includes(own)).map(({ post }) => post)
        const stands = sections.find((one) => one.category === own)
        expect((stands?.entries ?? []).toSorted()).toEqual(filed.toSorted())
        expect(stands?.mailed ?? 0).toBe(Math.min(filed.length, 2))
      }
      expect(new Set(entries.map(({ post }) => post)).size).toBe(entries.length)
    })
  })

  test('no post of the first content is lost, and none is there twice', () => {
    property(({ now }) => {
      const used = usedPosts(now)
      expect(new Set(used).size).toBe(used.length)
      expect(used).toEqual(expect.arrayContaining(usedPosts(content)))
    })
  })

  test('an arranged section keeps the order of those who stay, but for a move, a pin and a way back', () => {
    property(({ edit, before, now }) => {
      if (edit.verb === 'revert') return
      for (const { category: own, arranged, entries } of before.sections) {
        if (!arranged) continue
        const mayMove = edit.verb === 'pin' || (edit.verb === 'move' && edit.category === own)
        const still = (posts: readonly string[] = []) =>
          posts.filter((post) => !(mayMove && 'post' in edit && edit.post === post))
        const stays = still(order(now, own))
        expect(stays.filter((post) => entries.includes(post))).toEqual(
          still(entries).filter((post) => stays.includes(post)),
        )
        if (stays.length > 0) expect(section(now, own)?.arranged).toBe(true)
        const came = stays.filter((post) => !entries.includes(post))
        expect(stays.slice(stays.length - came.length)).toEqual(came)
      }
    })
  })

  test('an entry leads, and none has a picture and a content note', () => {
    property(({ now }) => {
      expect(now.entries.map(({ post }) => post)).toContain(now.lead?.post)
      for (const entry of now.entries)
        expect(entry.picture !== undefined && isNotedAnywhere(now, entry)).toBe(false)
    })
  })

  test('it can be read back as it was saved', () => {
    property(({ now }) => expect(Content.parse(JSON.parse(JSON.stringify(now)))).toEqual(now))
  })
})
