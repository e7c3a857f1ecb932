import fc from 'fast-check'

/** A post as an archive page might show it. A title or text that is '' is not printed. */
export interface Story {
  readonly title: string
  readonly paragraphs: readonly string[]
  readonly publisher?: string
  readonly continues?: boolean
}

const WORDS =
  'ferry court quay winter river school market bridge lake strike harbour lamp island letter teacher garden judge boat road mill'.split(
    ' ',
  )
const words = (min: number, max: number) =>
  fc.array(fc.constantFrom(...WORDS), { minLength: min, maxLength: max }).map((all) => all.join(' '))
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const title = words(2, 9).map(capital)
const sentence = fc
  .tuple(words(6, 40), fc.constantFrom('.', '.', '?', '!', '.”', '.)'))
  .map(([text, end]) => (end === '.”' ? '“' : end === '.)' ? '(' : '') + capital(text) + end)
/** What a post may hold between its first and last paragraph and is no mark of the page. */
const inside = fc.oneof(
  { weight: 6, arbitrary: sentence },
  { weight: 1, arbitrary: words(1, 3).map(capital) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '~ ~ ~',
      'Nov. 29, 2012',
      '* * *',
      'Jan 2, 2013. Last autumn they came again.',
    ),
  },
  { weight: 1, arbitrary: words(3, 9).map((text) => `“${capital(text)}, [they] said. [….]`) },
)
const paragraphs = fc
  .tuple(sentence, fc.uniqueArray(inside, { maxLength: 4 }), sentence)
  .map(([first, middle, last]) => [first, ...middle, last])

export const aStory = fc.record({ title, paragraphs })

/** Stories of which each is different, and the page therefore holds as many posts. */
export const someStories = (min = 2, max = 8) =>
  fc.uniqueArray(aStory, { minLength: min, maxLength: max, selector: (story) => story.title })

/** Lines of a page that belong to no post. */
export const CHROME = [
  'Share this:',
  'Tweet',
  'Like this: Like Loading...',
  '%d bloggers like this:',
  '3 bloggers like this:',
  'Be the first to like this.',
  'Click to share on Twitter (Opens in new window)',
  'Click to email a link to a friend (Opens in new window)',
  'Print Email Facebook Twitter',
  'Leave a comment',
  'Comments Off on The Mill',
  '12 Comments',
  '← Older posts',
  'Newer posts →',
  '1 2 3 … 14 Next »',
  'Page 2 of 9',
  'Posts navigation',
  'Skip to content',
  'Search for:',
  'Advertisements',
  'Report this ad',
  'Blog at WordPress.com.',
  'Proudly powered by WordPress',
  'Copyright © 2016 The Lake Watch',
  'Subscribe to comments feed',
]
