interface Story {
  readonly title?: string
  readonly categories: string
  readonly on: string
  readonly body?: string
  readonly source?: string
}

const STORIES: readonly Story[] = [
  {
    title: 'Ferry crews win a day of rest',
    categories: 'Labour, Transport',
    on: 'March 30, 2015 at 12:05 pm',
    body: 'The crews of the lake ferries will have one day a week ashore.\n\nThe owners agreed on Tuesday.',
    source: 'Lakeside Courier',
  },
  { title: 'A photograph from the quay', categories: 'Labour', on: 'March 28, 2015 at 9:00 am' },
  {
    categories: 'Courts',
    on: 'March 21, 2015 at 12:30 am',
    body: 'The court heard the fishers of the eastern shore for the first time. It will rule in May.',
    source: 'Shore Gazette',
  },
  {
    title: 'School boat returns after two winters',
    categories: 'Schools, Transport',
    on: 'February 11, 2015 at 4:45 pm',
    body: 'Forty children of the islands have a boat to school again.',
    source: 'Lakeside Courier',
  },
  {
    title: 'Inspectors may board without notice',
    categories: 'Courts, Labour',
    on: 'January 2, 2015 at 11:59 pm',
    body: 'Inspectors of the labour office may board any boat on the lake, a judge has said.',
    source: 'Shore Gazette',
  },
]

const printed = ({ title, categories, on, body, source }: Story): string =>
  [title, `In ${categories} on ${on}`, body, source && `Source: ${source}`].filter(Boolean).join('\n\n')

/** How many posts the page holds. */
export const TAG_ARCHIVE_POSTS = STORIES.length

/** A tag archive as a browser copies it: one post without a title, one without a body. */
export const aTagArchive = (): string =>
  ['The Lake Watch', 'Posts Tagged ‘lake’', ...STORIES.map(printed), '%d bloggers like this:'].join('\n\n')

/** A page of the same blog by month, as HTML: a story that the tag archive has too, and one that it has not. */
export const aMonthArchive = (): string => {
  const [ferry] = STORIES
  const post = (title = '', body = '') =>
    `<h2>${title}</h2><div>Posted on by</div>${body
      .split('\n\n')
      .map((text) => `<p>${text}</p>`)
      .join('')}<p>[Lakeside Courier]</p>`
  return `<!doctype html><title>The Lake Watch</title><h1>Monthly Archives: March 2015</h1>
    ${post(ferry?.title, ferry?.body)}${post('The ice is gone', 'The last ice left the bay on Sunday.')}
    <nav>← Older posts</nav>`
}
