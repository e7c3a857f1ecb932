import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readText } from '#functions/core/archive/read-text.ts'
import { type Story, someStories } from '#tests/support/archive-page.ts'

const read = (page: string, zone = 'UTC') => readText(page, { zone })
const page = (...lines: readonly (string | undefined)[]): string =>
  lines.filter((line) => line !== undefined).join('\n\n')

const plain = ({ title, paragraphs }: Story) => ({ title, text: paragraphs.join('\n\n') })
const shown = (archive: ReturnType<typeof read>) => archive.posts.map(({ title, text }) => ({ title, text }))

/** Two posts of a page that names neither date nor source. */
const FERRY_AND_MILL = [
  'The ferry',
  'It waits. It is late.',
  'Read more',
  'The mill',
  'It stands. It is old.',
  'Read more',
]

/** How a dialect prints a post, numbered from 0; the heading of its page. */
type Print = (story: Story, index: number) => (string | undefined)[]
const DIALECTS: readonly (readonly [format: string, heading: string, print: Print])[] = [
  [
    'posted-on',
    'Category: Lakes',
    ({ title, paragraphs }) => [title, 'Posted on by', ...paragraphs, '[The Lake Post]'],
  ],
  [
    'posted-on',
    'Month: April 2016',
    ({ title, paragraphs }, index) => [
      title,
      `Posted on April ${index + 1}, 2016 by Mira Oduya`,
      ...paragraphs,
      '[Read full Quay News article]',
    ],
  ],
  [
    'posted-on',
    'Author Archives: Mira Oduya',
    ({ title, paragraphs }, index) => [
      title,
      `Posted on ${index + 1} April 2016`,
      ...paragraphs,
      `Posted in Lakes, Rivers | Tagged ${index}a, b | Leave a comment`,
    ],
  ],
  [
    'continue-reading',
    'Category Archives: Lakes',
    ({ title, paragraphs }) => [title, ...paragraphs, 'Continue reading »'],
  ],
  [
    'continue-reading',
    'Monthly Archives: April 2016',
    ({ title, paragraphs }) => [title, ...paragraphs, `Continue reading ${title} →`],
  ],
  [
    'filed-in',
    'Posts Tagged ‘lake’',
    ({ title, paragraphs }, index) => [
      title,
      `In Lakes, Rivers on March ${index + 1}, 2013 at 3:17 pm`,
      ...paragraphs,
      'Source: Quay News',
    ],
  ],
  [
    'posted-in',
    'Archive for April, 2016',
    ({ title, paragraphs }, index) => [
      title,
      ...paragraphs,
      `This entry was posted in Lakes and tagged quay, boat on April ${index + 1}, 2016 by mira.`,
    ],
  ],
  [
    'posted-in',
    'Showing posts with label lake. Show all posts',
    ({ title, paragraphs }) => [
      title,
      ...paragraphs,
      'Posted by Mira Oduya at 3:17 PM',
      'Labels: lake, quay',
    ],
  ],
  [
    'date-under-title',
    'All posts by Mira Oduya',
    ({ title, paragraphs }, index) => [title, `April ${index + 1}, 2016`, ...paragraphs],
  ],
  [
    'date-under-title',
    'Tag: lake',
    ({ title, paragraphs }, index) => [
      title,
      `by Mira Oduya | Apr ${index + 1}, 2016 | Lakes | 3 comments`,
      ...paragraphs,
    ],
  ],
  [
    'date-over-title',
    'Category: Lakes',
    ({ title, paragraphs }, index) => [`Sunday, ${index + 1} April 2016`, title, ...paragraphs],
  ],
  [
    'continue-reading',
    'Archive for the ‘Lakes’ Category',
    ({ title, paragraphs }) => [title, ...paragraphs, 'Read Full Post »'],
  ],
  [
    'posted-in',
    'Author: Mira Oduya',
    ({ title, paragraphs }) => ['Posted inLakes & Rivers', title, ...paragraphs],
  ],
  ['rule-over-title', 'Category: Lakes', ({ title, paragraphs }) => ['-', title, ...paragraphs]],
  [
    'comments-under-title',
    'Monthly Archives: April 2016',
    ({ title, paragraphs }, index) => [title, index % 2 ? 'Leave a reply' : '3 Replies', ...paragraphs],
  ],
  [
    'posted-on',
    'Category: Lakes',
    ({ title, paragraphs }, index) => [
      `Posted on April ${index + 1}, 2016 by Mira Oduya`,
      title,
      ...paragraphs,
    ],
  ],
  [
    'posted-in',
    'Showing posts with label lake. Show all posts',
    ({ title, paragraphs }, index) => [
      `Sunday, April ${index + 1}, 2016`,
      title,
      ...paragraphs,
      'Posted by Mira at 3:17 PM 2 comments:',
      'Labels: lake',
    ],
  ],
  [
    'posted-on',
    'Category: Lakes',
    ({ title, paragraphs }, index) => [
      title,
      ...paragraphs,
      `Posted on April ${index + 1}, 2016April 9, 2016 by Mira Oduya`,
      'Categories Lakes, Rivers',
    ],
  ],
  [
    'date-under-title',
    'Category: Lakes',
    ({ title, paragraphs }, index) => [
      title,
      `April ${index + 1}, 2016Lakes, RiversMira Oduya`,
      ...paragraphs,
    ],
  ],
  ['credited', 'Month: April 2016', ({ title, paragraphs }) => [title, ...paragraphs, '[Quay News]']],
]

describe('a page of copied text', () => {
  test.each(DIALECTS)('in the way of %s, headed “%s”, gives its posts', (format, heading, print) => {
    fc.assert(
      fc.property(someStories(3), (stories) => {
        const archive = read(page('The Lake Watch', heading, ...stories.flatMap(print), '← Older posts'))
        expect(shown(archive)).toEqual(stories.map(plain))
        expect(archive.format).toBe(format)
        expect(archive.warnings).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('says what each of its lines says of a post', () => {
    const lines = page(
      'Author: Mira Oduya',
      'The ferry is late',
      'Posted on March 31, 2013 at 3:17 pm by Ilse Brand',
      'It waits at the quay.',
      'Source: Quay News http://quay.example/ferry',
      'Posted in Lakes, Boats & Quays | Tagged ferry, winter | 3 Comments',
      'The mill stands still',
      'Posted on 1 April 2013 by Mira Oduya',
      'Nobody grinds. Read more',
    )
    expect(read(lines, 'America/New_York').posts).toEqual([
      {
        title: 'The ferry is late',
        text: 'It waits at the quay.\n\nSource: Quay News http://quay.example/ferry',
        publishedAt: '2013-03-31T19:17:00.000Z',
        datePrecision: 'instant',
        authors: ['Mira Oduya', 'Ilse Brand'],
        categories: ['Lakes', 'Boats & Quays'],
        tags: ['ferry', 'winter'],
        publisher: 'Quay News',
        continues: false,
        position: 0,
      },
      {
        title: 'The mill stands still',
        text: 'Nobody grinds.',
        publishedAt: '2013-04-01T00:00:00.000Z',
        datePrecision: 'day',
        authors: ['Mira Oduya'],
        categories: [],
        tags: [],
        continues: true,
        position: 1,
      },
    ])
  })

  test('headed by a month dates its posts to that month, unless they say more, and keeps their order', () => {
    const { heading, posts } = read(
      page(
        'Monthly Archives: April 2016',
        'First',
        'Posted on by',
        'One.',
        'Second',
        'Posted on April 9, 2016',
        'Two.',
      ),
    )
    expect(heading).toEqual({ kind: 'month', name: '2016-04' })
    expect(
      posts.map(({ datePrecision, publishedAt, position }) => [position, datePrecision, publishedAt]),
    ).toEqual([
      [0, 'month', '2016-04-01T00:00:00.000Z'],
      [1, 'day', '2016-04-09T00:00:00.000Z'],
    ])
  })

  test.each([
    [
      'posted-on',
      ['A ferry', 'Posted on by', 'It is late.', '[Quay News]'],
      ['Posted on by', 'The mill stands still. Nobody grinds.', '[Quay News]'],
    ],
    [
      'continue-reading',
      ['A ferry', 'It is late.', 'It waits.', 'Continue reading »'],
      [`The mill stands still. ${'Nobody grinds there now. '.repeat(14).trim()}`, 'Continue reading »'],
    ],
    [
      'filed-in',
      ['A ferry', 'In Lakes on March 1, 2013 at 3:17 pm', 'It is late.'],
      ['In Lakes on March 2, 2013 at 3:17 pm', 'The mill stands still. Nobody grinds.'],
    ],
  ])('in the way of %s reports a post without a title, and merges it into no other', (_, first, untitled) => {
    const { posts, warnings } = read(page('Category: Lakes', ...first, ...untitled, ...first))
    expect(posts.map(({ title }) => title)).toEqual(['A ferry', '', 'A ferry'])
    expect(posts[1]?.text).toMatch(/^The mill stands still\./)
    expect(posts[0]?.text).toBe(posts[2]?.text)
    expect(warnings).toEqual([{ position: 2, message: expect.stringMatching(/no title/) }])
  })

  test.each([
    ['posted-on', ['A ferry', 'Posted on by', 'It is late.', '[Quay News]'], ['The quay', 'Posted on by']],
    [
      'continue-reading',
      ['A ferry', 'It is late.', 'Continue reading »'],
      ['The quay', 'Continue reading »'],
    ],
    [
      'filed-in',
      ['A ferry', 'In Lakes on March 1, 2013 at 3:17 pm', 'It is late.'],
      ['The quay', 'In Lakes on March 2, 2013 at 3:17 pm'],
    ],
  ])('in the way of %s keeps and reports a post without a text', (_, first, bare) => {
    const { posts, warnings } = read(page('Category: Lakes', ...first, ...bare, ...first))
    expect(posts.map(({ title, text }) => [title, text])).toEqual([
      ['A ferry', 'It is late.'],
      ['The quay', ''],
      ['A ferry', 'It is late.'],
    ])
    expect(warnings).toEqual([{ position: 2, message: expect.stringMatching(/no text/) }])
  })

  test.each([
    ['posted-on', ['A ferry', 'Posted on by', 'It is late.', '[Quay News]'], 'Posted on by'],
    ['continue-reading', ['A ferry', 'It is late.', 'Continue reading »'], 'Continue reading »'],
    [
      'filed-in',
      ['A ferry', 'In Lakes on March 1, 2013 at 3:17 pm', 'It is late.', 'Source: Quay News'],
      'In Lakes on March 2, 2013 at 3:17 pm',
    ],
  ])('in the way of %s leaves out and reports a post with neither', (_, first, mark) => {
    const { posts, warnings } = read(page('Category: Lakes', ...first, mark, ...first))
    expect(posts.map(({ title, position }) => [title, position])).toEqual([
      ['A ferry', 0],
      ['A ferry', 2],
    ])
    expect(warnings).toEqual([{ position: 2, message: expect.stringMatching(/neither/) }])
  })

  test('of excerpts gives posts that go on elsewhere', () => {
    const { posts, format } = read(
      page(
        'Tag: lake',
        'The ferry is late',
        'It has been waiting at the quay since the river froze over in the first week of winter, said […]',
        'The mill stands still',
        'Nobody has ground any corn there since the miller left for the city with all of his family…',
        'The school boat',
        'It sails again with forty children. . . . → Read More: The school boat',
      ),
    )
    expect(format).toBe('credited')
    expect(posts.map(({ title, text, continues }) => [title, text?.slice(-7), continues])).toEqual([
      ['The ferry is late', 'aid […]', true],
      ['The mill stands still', 'family…', true],
      ['The school boat', 'ildren.', true],
    ])
  })

  test('begins behind the site’s name, its menu, and a few words about the archive', () => {
    const about = 'Here is what we wrote of the lakes and of the people who live on their shores.'
    for (const head of [
      ['The Lake Watch', 'News from the lake'],
      ['Category: Lakes', about],
      ['The Lake Watch', 'Category: Lakes'],
    ])
      expect(shown(read(page(...head, ...FERRY_AND_MILL)))).toEqual([
        { title: 'The ferry', text: 'It waits. It is late.' },
        { title: 'The mill', text: 'It stands. It is old.' },
      ])
  })

  test.each([
    ['posted-on', (title: string) => [title, 'Posted on by', 'It waits. It is late.', '[Quay News]']],
    [
      'filed-in',
      (title: string) => [
        title,
        'In Lakes on March 1, 2013 at 3:17 pm',
        'It waits. It is late.',
        'Source: Quay News',
      ],
    ],
    ['continue-reading', (title: string) => [title, 'It waits. It is late.', 'Continue reading »']],
  ])('in the way of %s ends where its margin begins', (_, post) => {
    const margin = ['Archives', 'April 2016', 'Enter your address to follow this blog, and we write to you.']
    for (const foot of [
      margin,
      ['← Older posts', ...margin],
      ['Recent Posts', 'The ice is gone.', 'Meta', 'Log in'],
    ]) {
      const { posts } = read(page('Category: Lakes', ...post('The ferry'), ...post('The mill'), ...foot))
      expect(posts.map(({ title, text }) => [title, text])).toEqual([
        ['The ferry', 'It waits. It is late.'],
        ['The mill', 'It waits. It is late.'],
      ])
    }
  })

  test('names a post’s title again where it leads to the rest of it', () => {
    for (const lead of [
      'Continue reading The ferry',
      'Continue reading “The ferry” →',
      'Read more about The ferry',
    ])
      expect(
        shown(
          read(
            page(
              'Category: Lakes',
              'The ferry',
              'It waits.',
              lead,
              'The mill',
              'It stands.',
              'Continue reading',
            ),
          ),
        )[0],
      ).toEqual({
        title: 'The ferry',
        text: 'It waits.',
      })
  })

  test('that ends with the mark of a post without a text still begins under its titles', () => {
    const head = ['The Lake Watch', 'News from the lake']
    const { posts } = read(
      page(...head, 'The ferry', 'Posted on by', 'It waits. It is late.', 'The mill', 'Posted on by'),
    )
    expect(posts.map(({ title, text }) => [title, text])).toEqual([
      ['The ferry', 'It waits. It is late.'],
      ['The mill', ''],
    ])
  })

  test('prints a day once over several posts of it', () => {
    const { posts } = read(
      page(
        ...['Sunday, April 3, 2016', 'The ferry', 'It waits. It is late.', 'Posted by Mira at 3:17 PM'],
        ...['The mill', 'It stands. It is old.', 'Posted by Mira at 1:05 PM'],
        ...['Friday, April 1, 2016', 'The quay', 'It is long. It is new.', 'Posted by Mira at 9:00 AM'],
      ),
    )
    expect(posts.map(({ title, publishedAt }) => [title, publishedAt?.slice(0, 10)])).toEqual([
      ['The ferry', '2016-04-03'],
      ['The mill', '2016-04-03'],
      ['The quay', '2016-04-01'],
    ])
  })

  test('says over a title what the post is filed under, or under it who wrote it', () => {
    const post = (title: string) => [
      'Lakes, Rivers',
      title,
      'by Mira Oduya',
      'Posted on April 1, 2016',
      'It waits.',
      '[Quay News]',
    ]
    const { posts } = read(page(...post('The ferry'), ...post('The mill')))
    expect(posts[1]).toMatchObject({
      title: 'The mill',
      text: 'It waits.',
      categories: ['Lakes', 'Rivers'],
      authors: ['Mira Oduya'],
      publisher: 'Quay News',
    })
  })

  test('takes the first title as it is, also one that is a sentence', () => {
    const { posts } = read(
      page('Category: Lakes', 'The ferry is late again.', 'Posted on by', 'It waits.', '[Quay News]'),
    )
    expect(posts.map(({ title }) => title)).toEqual(['The ferry is late again.'])
  })

  test('is headed by its first such line, also where each post is filed under the same', () => {
    const post = (title: string) => [title, 'Posted on by', 'It waits.', 'Category: Lakes']
    const { heading, posts } = read(
      page('Category: Lakes', ...post('The ferry'), ...post('The mill'), ...post('The quay')),
    )
    expect(heading).toEqual({ kind: 'category', name: 'Lakes' })
    expect(posts.map(({ title, text }) => [title, text])).toEqual([
      ['The ferry', 'It waits.'],
      ['The mill', 'It waits.'],
      ['The quay', 'It waits.'],
    ])
  })

  test('by an author begins behind what it says of them', () => {
    const about = [
      'About Mira Oduya',
      'Mira Oduya is a ferry captain. She writes of the lake.',
      'https://mira.example',
    ]
    expect(
      shown(read(page('All posts by Mira Oduya', ...about, ...FERRY_AND_MILL))).map(({ title }) => title),
    ).toEqual(['The ferry', 'The mill'])
  })

  test('is not headed by what stands behind its posts, or under each of them', () => {
    const post = (title: string) => [title, 'Author: Mira Oduya', 'Posted on by', 'It waits.', '[Quay News]']
    const margin = page(
      ...post('The ferry'),
      ...post('The mill'),
      ...post('The quay'),
      'Archives',
      'Month: April 2016',
    )
    const { heading, posts } = read(margin)
    expect(heading).toBeUndefined()
    expect(posts.map(({ title }) => title)).toEqual(['The ferry', 'The mill', 'The quay'])
  })

  test('that is cut inside a post keeps what is there and says so', () => {
    const long = `It was built long ago. ${'The winters were hard. '.repeat(5)}Of stone and`
    const posts = ['A ferry', 'It is late.', 'Continue reading »', 'The quay', long]
    const { posts: found, warnings } = read(page('Category: Lakes', ...posts))
    expect(found.map(({ title, text }) => [title, text])).toEqual([
      ['A ferry', 'It is late.'],
      ['The quay', long],
    ])
    expect(warnings).toEqual([{ position: 2, message: expect.stringMatching(/cut off.*stone and/) }])
  })

  test('that is cut inside a title says what is left out', () => {
    const { posts, warnings } = read(
      page('Category: Lakes', 'A ferry', 'Posted on by', 'It is late.', '[Quay News]', 'The qu'),
    )
    expect(posts.map(({ title, text, publisher }) => [title, text, publisher])).toEqual([
      ['A ferry', 'It is late.', 'Quay News'],
    ])
    expect(warnings).toEqual([{ position: null, message: expect.stringMatching(/“The qu”/) }])
  })

  test('has no posts when nothing parts it into any', () => {
    for (const text of [
      'A letter.\n\nIn haste on March 31.',
      'Posts Tagged ‘river’\n\nNothing found.',
      'On March 3, 2013 they came.\n\nThe ferry was late.\n\nContinue reading the minutes with care.',
    ])
      expect(read(text).posts).toEqual([])
  })

  test('gives its evidence: how many marks of each dialect it has', () => {
    const { evidence } = read(
      page('Category: Lakes', 'A ferry', 'Posted on by', 'It is late.', '[Quay News]'),
    )
    expect(evidence.filter(({ marks }) => marks > 0)).toEqual([
      { format: 'posted-on', marks: 1, example: 'Posted on by' },
      { format: 'credited', marks: 1, example: '[Quay News]' },
    ])
  })
})
