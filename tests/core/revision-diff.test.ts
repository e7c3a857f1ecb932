import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Edit, editContent } from '#functions/core/edit-content.ts'
import type { Content } from '#functions/core/entry.ts'
import { orderEntries } from '#functions/core/order-entries.ts'
import { type Kind, type Part, revisionDiff } from '#functions/core/revision-diff.ts'
import { sectionsOf } from '#functions/core/sections-of.ts'
import { aContent, aNewsletter, anEntry } from '#tests/support/builders.ts'

const newsletter = aNewsletter()
const ENTRIES = ['a', 'b', 'c', 'd'].map((post) =>
  anEntry({ post, title: `Story ${post}`, publisher: post, categories: [post === 'd' ? 'culture' : 'news'] }),
)
const older = aContent({
  entries: ENTRIES,
  sections: sectionsOf(newsletter, ENTRIES, orderEntries),
  lead: { post: 'a', forEveryone: false },
  note: { text: 'The ferry runs on Friday again.', signed: 'Ada' },
})
const edited = (...edits: readonly Edit[]): Content =>
  edits.reduce((before, edit) => editContent(newsletter, 'regular', before, edit), older)

/** `same [-removed-] [+added+]`, as a person would mark it. */
const MARKS: Readonly<Record<Kind, readonly [string, string]>> = {
  same: ['', ''],
  added: ['[+', '+]'],
  removed: ['[-', '-]'],
}
const marked = (parts: readonly Part[]): string =>
  parts.map(({ text, kind }) => MARKS[kind].join(text)).join('')
const texts = (newer: Content) =>
  revisionDiff(older, newer).texts.map(({ field, post, parts }) => [field, post, marked(parts)])
const note = (text: string): Edit => ({ verb: 'note', note: { text, signed: 'Ada' } })

test('a revision does not differ from itself', () => {
  expect(revisionDiff(older, structuredClone(older))).toEqual({ sections: [], texts: [] })
})

describe('the sections of two revisions', () => {
  test('differ by who moved, in both places', () => {
    expect(
      revisionDiff(older, edited({ verb: 'move', post: 'c', category: 'news', to: 0 })).sections,
    ).toEqual([
      {
        category: 'news',
        name: 'News',
        entries: [
          { post: 'c', title: 'Story c', kind: 'added', moved: true },
          { post: 'a', title: 'Story a', kind: 'same' },
          { post: 'b', title: 'Story b', kind: 'same' },
          { post: 'c', title: 'Story c', kind: 'removed', moved: true },
        ],
      },
    ])
  })

  test('differ by who came and left, and a section that is gone is told', () => {
    const { sections } = revisionDiff(older, edited({ verb: 'file', post: 'd', categories: ['other'] }))
    expect(sections).toEqual([
      {
        category: 'other',
        name: 'Everything else',
        entries: [{ post: 'd', title: 'Story d', kind: 'added' }],
      },
      { category: 'culture', name: 'Culture', entries: [{ post: 'd', title: 'Story d', kind: 'removed' }] },
    ])
  })

  test('tell who left by the title that they had', () => {
    const newer = edited({ verb: 'drop', post: 'b' })
    expect(revisionDiff(older, newer).sections[0]?.entries).toContainEqual({
      post: 'b',
      title: 'Story b',
      kind: 'removed',
    })
    expect(texts(newer)).toEqual([])
  })
})

describe('the words of two revisions', () => {
  test('differ word by word', () => {
    expect(texts(edited(note('The ferry runs on Saturday.')))).toEqual([
      ['note', undefined, 'The ferry runs on [-Friday again-][+Saturday+].'],
    ])
  })

  test('differ word by word in a script without blanks', () => {
    const from = edited(note('渡船は金曜日に再開する。'))
    const to = edited(note('渡船は土曜日に再開する。'))
    expect(revisionDiff(from, to).texts.map(({ parts }) => marked(parts))).toEqual([
      '渡船は[-金曜日-][+土曜日+]に再開する。',
    ])
  })

  test('that came or went are wholly so', () => {
    expect(texts(edited({ verb: 'subject', subject: 'Ferries' }, { verb: 'note', note: null }))).toEqual([
      ['subject', undefined, '[+Ferries+]'],
      ['note', undefined, '[-The ferry runs on Friday again.-]'],
      ['signed', undefined, '[-Ada-]'],
    ])
  })

  test('that have little in common stand side by side', () => {
    const words = (prefix: string) => Array.from({ length: 80 }, (_, index) => `${prefix}${index}`).join(' ')
    const [from, to] = [edited(note(words('a'))), edited(note(words('b')))]
    expect(revisionDiff(from, to).texts[0]?.parts).toEqual([
      { text: words('a'), kind: 'removed' },
      { text: words('b'), kind: 'added' },
    ])
  })

  test('that share small words alone stand side by side too', () => {
    expect(texts(edited(note('Nobody heard the harbour on a Monday.')))).toEqual([
      ['note', undefined, '[-The ferry runs on Friday again.-][+Nobody heard the harbour on a Monday.+]'],
    ])
  })

  test('of an entry are told with its post and title', () => {
    const newer = edited(
      { verb: 'title', post: 'b', text: 'Story b, again' },
      { verb: 'excerpt', post: 'b', text: 'What the story tells first.' },
      { verb: 'entry-note', post: 'b', note: 'grief' },
      { verb: 'pin', post: 'b' },
    )
    expect(texts(newer)).toEqual([
      ['title', 'b', 'Story b[+, again+]'],
      ['excerpt', 'b', 'What the story [-says-][+tells+] first.'],
      ['content-note', 'b', '[+grief+]'],
      ['pinned', 'b', '[+pinned+]'],
    ])
    expect(revisionDiff(older, newer).texts[0]).toMatchObject({ post: 'b', title: 'Story b, again' })
  })

  test('of the lead change its words, and not the lead', () => {
    expect(texts(edited({ verb: 'title', post: 'a', text: 'Story a, again' }))).toEqual([
      ['title', 'a', 'Story a[+, again+]'],
    ])
  })

  test('name the lead, who joined an entry, and a correction', () => {
    const correction = { post: 'x', title: 'The lock', date: '2026-11-17', text: 'Nine gates.' }
    const newer = {
      ...edited({ verb: 'lead', post: 'b', forEveryone: true }, { verb: 'merge', post: 'c', into: 'b' }),
      corrections: [correction],
    }
    expect(texts(newer)).toEqual([
      ['lead', undefined, '[-Story a-][+Story b (for everyone)+]'],
      ['also', 'b', '[+Story c, c+]'],
      ['correction', 'x', '[+Nine gates.+]'],
    ])
  })
})

test('whatever two texts say, the parts that are not added give the older, and those not removed the newer', () => {
  const text = fc
    .array(fc.constantFrom('ferry', ' ', 'lock', '渡船', '.', 'مرفأ', '🙂', 'é'), { maxLength: 120 })
    .map((all) => all.join(''))
  fc.assert(
    fc.property(text, text, (from, to) => {
      const saying = (excerpt: string) => ({ ...older, entries: [anEntry({ excerpt })] })
      const parts = revisionDiff(saying(from), saying(to)).texts[0]?.parts ?? [{ text: from, kind: 'same' }]
      const without = (kind: Kind) =>
        parts
          .filter((part) => part.kind !== kind)
          .map((part) => part.text)
          .join('')
      expect([without('added'), without('removed')]).toEqual([from, to])
    }),
    { numRuns: 200 },
  )
})
