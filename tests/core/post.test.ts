import { describe, expect, test } from 'vitest'
import { Post, postFrom, postId, SubmittedPost } from '#functions/core/post.ts'
import { aSubmission, at } from '#tests/support/builders.ts'
import { POST_IDS, WORDED_POST_IDS } from './vectors.ts'

const NOW = at('2026-11-20T10:00:00Z')
const idOf = (over: SubmittedPost) => postId('sample', aSubmission(over))
const withoutUrl = { title: 'A story', url: undefined, publishedAt: NOW, text: 'It begins.' }

describe('a post’s id', () => {
  test.each([
    'http://news.example/a-story',
    'https://www.news.example/a-story/',
    'https://news.example/a-story?utm_source=feed#top',
  ])('is one per canonical URL, whatever else is said: %s', (url) => {
    expect(idOf({ url, title: 'A new title', text: 'New text' })).toBe(
      idOf({ url: 'https://news.example/a-story' }),
    )
  })

  test.each(POST_IDS)('stays $id for $url', ({ newsletter, url, id }) => {
    expect(postId(newsletter, aSubmission({ url }))).toBe(id)
  })

  test.each(WORDED_POST_IDS)('stays $id for “$title”', ({ id, ...said }) => {
    expect(postId('sample', SubmittedPost.parse(said))).toBe(id)
  })

  test('is another one in another newsletter', () => {
    expect(postId('other', aSubmission())).not.toBe(postId('sample', aSubmission()))
  })

  test.each([
    ['title', { title: 'Another story' }],
    ['first words', { text: 'It starts.' }],
    ['URL', { url: 'https://news.example/' }],
  ])('without a URL is another one with another %s', (_, over) => {
    expect(idOf({ ...withoutUrl, ...over })).not.toBe(idOf(withoutUrl))
  })

  test('without a URL and words is another one with another date', () => {
    const bare = { ...withoutUrl, text: '' }
    expect(idOf({ ...bare, publishedAt: at('2026-11-21T10:00:00Z') })).not.toBe(idOf(bare))
  })

  test('without a URL stays with another date, other quotes, dashes, blanks and letter case', () => {
    const one = { title: '“A story” – told', text: 'It’s late.\n\nIt waits.' }
    const other = { title: '"A Story" -- told', text: "It's  late. It waits.", publishedAt: NOW }
    expect(idOf({ ...withoutUrl, ...one })).toBe(idOf({ ...withoutUrl, ...other }))
  })

  test('without a URL stays when the text’s end changes', () => {
    const text = 'It begins. '.repeat(30)
    expect(idOf({ ...withoutUrl, text: `${text} More.` })).toBe(idOf({ ...withoutUrl, text }))
  })
})

describe('what a source says', () => {
  test('is kept as plain text: a line break in a title becomes a blank', () => {
    expect(aSubmission({ title: 'A\r\nstory\u0002 \u202e' }).title).toBe('A story')
    expect(aSubmission({ publisher: 'News\nExample' }).publisher).toBe('News Example')
  })

  test('names each author, category and tag once, and no empty one', () => {
    expect(aSubmission({ categories: ['News', ' News ', '', '\u0000'] }).categories).toEqual(['News'])
  })

  test.each(['javascript:alert(1)', 'news.example/a', 'file:///etc/passwd'])(
    'is refused with the link %s',
    (url) => {
      expect(SubmittedPost.safeParse({ title: 'A story', url }).success).toBe(false)
    },
  )

  test('is refused with a word that nobody knows', () => {
    expect(SubmittedPost.safeParse({ title: 'A story', usedIn: {} }).success).toBe(false)
  })
})

describe('the post of a submission', () => {
  test('is a valid one, without its full text', () => {
    const post = postFrom('sample', aSubmission({ text: 'It begins.\n\nIt ends.' }), NOW)
    expect(Post.safeParse(post).error).toBeUndefined()
    expect(post).toMatchObject({ title: 'A story', excerpt: 'It begins. It ends.', receivedAt: NOW })
    expect(post).not.toHaveProperty('text')
    expect(post).not.toHaveProperty('titleFrom')
  })

  test('takes its title from the text’s first words where none was given, and says so', () => {
    const text =
      'It rained on the whole of the island for forty days. Then it stopped, to the surprise of all.'
    expect(postFrom('sample', aSubmission({ title: ' ', text }), NOW)).toMatchObject({
      title: 'It rained on the whole of the island for forty days.',
      titleFrom: 'text',
    })
  })

  test('prefers the given excerpt, cut to its length', () => {
    const post = postFrom('sample', aSubmission({ excerpt: 'word '.repeat(200), text: 'Else.' }), NOW)
    expect(post?.excerpt).toMatch(/^word .*word…$/)
    expect([...(post?.excerpt ?? '')].length).toBeLessThanOrEqual(320)
  })

  test('is none where there is neither title nor text', () => {
    expect(postFrom('sample', aSubmission({ title: '', text: ' \n ' }), NOW)).toBeUndefined()
  })
})
