import { expect, test } from 'vitest'
import { describeEdit, describeEdits } from '#functions/core/describe-edit.ts'
import { type Edit, editContent } from '#functions/core/edit-content.ts'
import { Content } from '#functions/core/entry.ts'
import { orderEntries } from '#functions/core/order-entries.ts'
import { sectionsOf } from '#functions/core/sections-of.ts'
import { aContent, aNewsletter, anEntry, aPost } from '#tests/support/builders.ts'

const newsletter = aNewsletter()
const ENTRIES = [
  anEntry({ post: 'a', title: 'The ferry' }),
  anEntry({
    post: 'b',
    title: 'The harbour',
    categories: ['news', 'culture'],
    also: [{ post: 'b2', title: 'Also the harbour' }],
  }),
]
const content = aContent({
  entries: ENTRIES,
  sections: sectionsOf(newsletter, ENTRIES, orderEntries),
  corrections: [{ post: 'x', title: 'The lock', date: '2026-11-17', text: 'It has nine gates.' }],
  dropped: ['d'],
})
const post = (id: string, title: string) => aPost({ id, title })
const picture = { name: `${'0a'.repeat(12)}.png`, width: 1104, height: 620, alt: '' }
const corrects = { digest: 'sample-regular-2026-11-17', post: 'old' }

test.each<[string, Edit]>([
  ['Dropped “The ferry”', { verb: 'drop', post: 'a' }],
  ['Withdrew the correction of “The lock”', { verb: 'drop', post: 'x' }],
  ['Restored “The weir”', { verb: 'restore', post: post('d', 'The weir') }],
  ['Parted “Also the harbour” from “The harbour”', { verb: 'restore', post: post('b2', 'Also the harbour') }],
  ['Took up the correction of “The weir”', { verb: 'restore', post: { ...post('y', 'The weir'), corrects } }],
  ['Added “The weir” to Culture', { verb: 'add', post: post('n', 'The weir'), category: 'culture' }],
  ['Pinned “The harbour”', { verb: 'pin', post: 'b' }],
  ['Made “The harbour” the lead', { verb: 'lead', post: 'b', forEveryone: false }],
  ['Made “The harbour” the lead for everyone', { verb: 'lead', post: 'b', forEveryone: true }],
  ['Put a picture beside “The ferry”', { verb: 'picture', post: 'a', picture }],
  ['Took the picture from “The ferry”', { verb: 'picture', post: 'a', picture: null }],
  ['Moved “The ferry” to 2 in News', { verb: 'move', post: 'a', category: 'news', to: 9 }],
  [
    'Filed “The ferry” under News, Everything else',
    { verb: 'file', post: 'a', categories: ['other', 'news'] },
  ],
  ['Merged “The ferry” into “The harbour”', { verb: 'merge', post: 'a', into: 'b' }],
  ['Changed the title of “The ferry” to “Ferries”', { verb: 'title', post: 'a', text: 'Ferries' }],
  [
    'Gave “The ferry” its own title again, “The ferry runs”',
    { verb: 'title', post: post('a', 'The ferry runs'), text: null },
  ],
  ['Changed the excerpt of “The ferry”', { verb: 'excerpt', post: 'a', text: '' }],
  ['Gave “The ferry” its own excerpt again', { verb: 'excerpt', post: post('a', ''), text: null }],
  ['Gave “The ferry” the content note “grief”', { verb: 'entry-note', post: 'a', note: 'grief' }],
  ['Took the content note from “The ferry”', { verb: 'entry-note', post: 'a', note: null }],
  ['Went back to revision 1', { verb: 'revert', content }],
  ['Set the note to “A quiet week.”', { verb: 'note', note: { text: 'A quiet week.', signed: 'Ada' } }],
  ['Took the note away', { verb: 'note', note: null }],
  ['Set the closing item to “Swifts”', { verb: 'closing', closing: { title: 'Swifts', text: 'Back.' } }],
  ['Took the closing item away', { verb: 'closing', closing: null }],
  ['Set the subject to “Ferries”', { verb: 'subject', subject: 'Ferries' }],
  ['Took the subject away', { verb: 'subject', subject: null }],
  ['Set the preheader to “And locks”', { verb: 'preheader', preheader: 'And locks' }],
  ['Took the preheader away', { verb: 'preheader', preheader: null }],
])('an edit is told as: %s', (words, edit) => {
  const after = editContent(newsletter, 'regular', content, edit)
  expect(describeEdit(content, edit, after)).toBe(words)
})

test('an unpinned entry is told by its title', () => {
  const pinned = editContent(newsletter, 'regular', content, { verb: 'pin', post: 'a' })
  expect(describeEdit(pinned, { verb: 'unpin', post: 'a' }, content)).toBe('Unpinned “The ferry”')
})

test('the edits of a revision are told one after the other, as far as a revision holds them', () => {
  expect(describeEdits(['Dropped “A”', 'Pinned “B”'])).toBe('Dropped “A”. Pinned “B”')
  const long = describeEdits(Array.from({ length: 50 }, () => `Dropped “${'🙂'.repeat(60)}”`))
  expect([...long].length).toBeLessThanOrEqual(300)
  expect(Content.safeParse(aContent({ change: long })).error).toBeUndefined()
})

test('a long title is told by its beginning', () => {
  const long = editContent(newsletter, 'regular', content, {
    verb: 'title',
    post: 'a',
    text: 'x'.repeat(300),
  })
  expect(describeEdit(long, { verb: 'drop', post: 'a' }, content)).toBe(`Dropped “${'x'.repeat(59)}…”`)
})
