import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readHtml } from '#functions/adapters/html/read-html.ts'

const read = (html: string, zone = 'UTC') => readHtml(html, { zone })
const page = (body: string, head = '') =>
  `<!doctype html><html><head><title>Lakes | The Lake Watch</title>${head}</head><body>${body}</body></html>`
const AT_LAKE = '<link rel="canonical" href="https://lake.example/category/lakes/">'

const WORDPRESS = page(
  `<header><h1 class="page-title">Category: Lakes</h1></header>
  <article id="post-7" class="post-7 post type-post hentry category-lakes tag-ice">
    <h2 class="entry-title"><a href="/2016/04/ferry/" rel="bookmark">The ferry is <em>late</em></a></h2>
    <div class="entry-meta">Posted on <time class="entry-date published" datetime="2016-04-05T08:30:00+09:00">April 5, 2016</time>
      <time class="updated" datetime="2017-01-01T00:00:00Z">later</time>
      by <span class="author vcard"><a class="url fn n" href="/author/mira/">Mira Oduya</a></span></div>
    <div class="entry-content">
      <p>It waits at the
         quay.<br>Nobody knows why.</p>
      <img class="emoji" src="/smile.png"><img src="/ferry.jpg" width="600">
      <script>track()</script>
      <p>“Ice,” they say. <a class="more-link" href="/2016/04/ferry/#more">Continue reading <span>The ferry</span></a></p>
      <div class="sharedaddy"><ul><li>Share this</li><li>Twitter</li></ul></div>
    </div>
    <footer><span class="cat-links"><a rel="category tag" href="/category/lakes/">Lakes</a></span>
      <span class="tags-links"><a rel="tag" href="/tag/ice/">ice</a></span></footer>
  </article>
  <article id="post-5" class="post-5 post type-post hentry category-rivers-and-mills">
    <h2 class="entry-title"><a href="https://lake.example/mill/">The mill</a></h2>
    <div class="entry-content"><p>It stands still.</p><p>[Quay News]</p></div>
    <div class="comments"><article class="comment hentry"><h3><a href="/x">A comment</a></h3></article></div>
  </article>`,
  AT_LAKE,
)

describe('a saved WordPress page', () => {
  test('gives each post with what its markup says', () => {
    const { format, title, heading, posts, warnings } = read(WORDPRESS)
    expect({ format, title, heading, warnings }).toEqual({
      format: 'wordpress',
      title: 'Lakes | The Lake Watch',
      heading: { kind: 'category', name: 'Lakes' },
      warnings: [],
    })
    expect(posts).toEqual([
      {
        title: 'The ferry is late',
        url: 'https://lake.example/2016/04/ferry/',
        publishedAt: '2016-04-04T23:30:00.000Z',
        datePrecision: 'instant',
        authors: ['Mira Oduya'],
        categories: ['Lakes'],
        tags: ['ice'],
        continues: true,
        text: 'It waits at the quay.\n\nNobody knows why.\n\n“Ice,” they say.',
        image: 'https://lake.example/ferry.jpg',
        position: 0,
      },
      {
        title: 'The mill',
        url: 'https://lake.example/mill/',
        authors: [],
        categories: ['Lakes', 'rivers and mills'],
        tags: [],
        continues: false,
        publisher: 'Quay News',
        text: 'It stands still.',
        position: 1,
      },
    ])
  })

  test('gives each story once, wherever else the page shows it', () => {
    const teaser =
      '<article class="hentry"><h2 class="entry-title"><a href="https://lake.example/mill">The mill</a></h2></article>'
    expect(read(WORDPRESS.replace('</body>', `${teaser}</body>`)).posts).toHaveLength(2)
  })

  test('without a date in the markup takes the permalink’s', () => {
    const [post] = read(WORDPRESS.replace(/<div class="entry-meta">[\s\S]*?<\/div>/, '')).posts
    expect([post?.publishedAt, post?.datePrecision]).toEqual(['2016-04-01T00:00:00.000Z', 'month'])
  })

  test('with links that are relative to nothing gives posts without an address', () => {
    const [first, second] = read(WORDPRESS.replace(AT_LAKE, '')).posts
    expect([first?.title, first?.url, second?.url]).toEqual([
      'The ferry is late',
      undefined,
      'https://lake.example/mill/',
    ])
  })
})

describe('a saved page', () => {
  test('in microformats gives its entries', () => {
    const { format, posts } = read(
      page(`<div class="h-feed"><h1 class="p-name">Lakes</h1>
        <div class="h-entry"><h2 class="p-name"><a class="u-url" href="https://lake.example/a">The ferry</a></h2>
          <a class="p-author h-card" href="/">Mira</a> <time class="dt-published" datetime="2016-04-05 10:00">then</time>
          <p class="p-summary">Late again.</p><a class="p-category">Lakes</a>
          <div class="e-content"><p>It waits.</p></div>
          <div class="p-comment h-entry"><p class="p-name">A comment</p></div></div>
        <div class="h-entry"><div class="e-content"><p>A note without a name.</p></div></div></div>`),
      'Asia/Tokyo',
    )
    expect(format).toBe('h-feed')
    expect(posts).toEqual([
      {
        title: 'The ferry',
        url: 'https://lake.example/a',
        publishedAt: '2016-04-05T01:00:00.000Z',
        datePrecision: 'instant',
        authors: ['Mira'],
        categories: ['Lakes'],
        tags: [],
        continues: false,
        excerpt: 'Late again.',
        text: 'It waits.',
        position: 0,
      },
      expect.objectContaining({ title: '', text: 'A note without a name.', position: 1 }),
    ])
  })

  test('by Blogger gives its posts', () => {
    const post = (
      number: number,
    ) => `<div class="date-outer"><h2 class="date-header"><span>Tuesday, April ${number}, 2016</span></h2>
      <div class="post-outer"><div class="post hentry"><h3 class="post-title entry-title"><a href="https://lake.example/2016/04/${number}.html">Day ${number}</a></h3>
      <div class="post-body entry-content">It is the day ${number}.<br><br>It rains.<div class="jump-link"><a href="#more">Read more »</a></div></div>
      <div class="post-footer">Posted by <span class="fn">Mira</span> at <a class="timestamp-link"><abbr class="published" title="2016-04-0${number}T09:00:00-07:00">9:00 AM</abbr></a>
      <span class="post-labels">Labels: <a href="/l" rel="tag">lake</a>, <a href="/q" rel="tag">quay</a></span></div></div></div></div>`
    const { format, heading, posts } = read(
      page(`<div class="status-msg-body">Showing posts with label <b>lake</b>. <a href="/">Show all posts</a></div>
        <div class="blog-posts hfeed">${[5, 4].map(post).join('')}</div>`),
    )
    expect(format).toBe('blogger')
    expect(heading).toEqual({ kind: 'tag', name: 'lake' })
    expect(posts[0]).toEqual({
      title: 'Day 5',
      url: 'https://lake.example/2016/04/5.html',
      publishedAt: '2016-04-05T16:00:00.000Z',
      datePrecision: 'instant',
      authors: [],
      categories: [],
      tags: ['lake', 'quay'],
      continues: true,
      text: 'It is the day 5.\n\nIt rains.',
      position: 0,
    })
    expect(posts).toHaveLength(2)
  })

  test('by Blogger without a machine’s date has the day that stands over its posts', () => {
    const post = (title: string) =>
      `<div class="post-outer"><h3 class="post-title"><a href="https://lake.example/${title}">${title}</a></h3><div class="post-body">It waits.</div></div>`
    const day = (header: string, ...titles: string[]) =>
      `<div class="date-outer"><h2 class="date-header">${header}</h2>${titles.map(post).join('')}</div>`
    const { posts } = read(page(day('Tuesday, April 5, 2016', 'b', 'a') + day('Sunday, April 3, 2016', 'c')))
    expect(posts.map(({ publishedAt }) => publishedAt?.slice(0, 10))).toEqual([
      '2016-04-05',
      '2016-04-05',
      '2016-04-03',
    ])
  })

  test('of an old theme has its date in small print, and its links where it was saved from', () => {
    const html = `<!-- saved from url=(0030)https://lake.example/2016/ -->
      <html><body><h2 class="pagetitle">Archive for April, 2016</h2>
      <div class="post" id="post-7"><h3><a href="ferry/" rel="bookmark">The ferry</a></h3><small>Tuesday, April 5th, 2016</small>
        <div class="entry"><p>It waits.</p></div><p class="postmetadata">Posted in <a href="/c" rel="category tag">Lakes</a></p></div></body></html>`
    expect(read(html)).toMatchObject({
      format: 'wordpress',
      heading: { kind: 'month', name: '2016-04' },
      posts: [
        {
          title: 'The ferry',
          url: 'https://lake.example/2016/ferry/',
          publishedAt: '2016-04-05T00:00:00.000Z',
          categories: ['Lakes'],
          text: 'It waits.',
        },
      ],
    })
  })

  test('of articles gives those whose heading is a link, by whatever part of the heading leads to them', () => {
    const { format, posts } = read(
      page(`
        <article><header><h3><a class="category-link" href="https://lake.example/lakes">Lakes</a></h3>
          <p><a href="https://lake.example/a">The ferry</a></p></header><p>It waits.</p></article>
        <article><a href="https://lake.example/b"><h2>The mill</h2></a><p class="excerpt">It stands.</p></article>
        <article><a href="https://lake.example/more"><header>More stories</header></a></article>
        <article><h2>A boxed hint</h2><p>Not a post.</p></article>
        <article><figure><a href="https://lake.example/film"><img src="/f.jpg"></a></figure></article>`),
    )
    expect(format).toBe('article')
    expect(posts.map(({ title, url, text }) => [title, url, text])).toEqual([
      ['The ferry', 'https://lake.example/a', 'It waits.'],
      ['The mill', 'https://lake.example/b', 'It stands.'],
    ])
  })

  test('with linked data alone gives its articles', () => {
    const data = {
      '@context': 'https://schema.org',
      '@graph': [
        {
          '@type': 'ItemList',
          itemListElement: [
            {
              '@type': 'ListItem',
              item: {
                '@type': 'NewsArticle',
                headline: 'The ferry',
                url: '/a',
                datePublished: '2016-04-05',
                author: { '@type': 'Person', name: 'Mira' },
                articleSection: 'Lakes',
                keywords: 'ice, quay',
                image: ['https://lake.example/f.jpg'],
                description: 'It waits.',
              },
            },
            {
              '@type': 'ListItem',
              item: {
                '@type': ['BlogPosting'],
                headline: 'The mill',
                '@id': 'https://lake.example/b',
                author: [{ name: 'Ilse' }, 'Jon', 7],
              },
            },
          ],
        },
        { '@type': 'WebPage', name: 'Lakes' },
      ],
    }
    const { format, posts } = read(
      page(
        '',
        `${AT_LAKE}<script type="application/ld+json">${JSON.stringify(data)}</script><script type="application/ld+json">{broken</script>`,
      ),
    )
    expect(format).toBe('json-ld')
    expect(posts.map(({ position, ...post }) => post)).toEqual([
      {
        title: 'The ferry',
        url: 'https://lake.example/a',
        publishedAt: '2016-04-05T00:00:00.000Z',
        datePrecision: 'day',
        authors: ['Mira'],
        categories: ['Lakes'],
        tags: ['ice', 'quay'],
        image: 'https://lake.example/f.jpg',
        excerpt: 'It waits.',
        text: 'It waits.',
        continues: true,
      },
      expect.objectContaining({ title: 'The mill', url: 'https://lake.example/b', authors: ['Ilse', 'Jon'] }),
    ])
  })

  test('without marks is read as the text that it shows', () => {
    const { format, heading, posts, title } = read(
      page(`<div>The Lake Watch</div><h1>Monthly Archives: April 2016</h1>
        <div><h2>The ferry</h2><div>Posted on by</div><p>It waits.</p><p>[Quay News]</p></div>
        <div><h2>The mill</h2><div>Posted on by</div><p>It stands. Read more</p></div>
        <div>← Older posts</div>`),
    )
    expect([format, heading, title]).toEqual([
      'posted-on',
      { kind: 'month', name: '2016-04' },
      'Lakes | The Lake Watch',
    ])
    expect(
      posts.map(({ title, text, publisher, continues, datePrecision }) => [
        title,
        text,
        publisher,
        continues,
        datePrecision,
      ]),
    ).toEqual([
      ['The ferry', 'It waits.', 'Quay News', false, 'month'],
      ['The mill', 'It stands.', undefined, true, 'month'],
    ])
  })

  test('of one post is at that post’s address', () => {
    const { posts } = read(
      page(
        '<article class="post type-post hentry"><h1 class="entry-title">The ferry</h1><div class="entry-content"><p>It waits.</p></div></article>',
        '<link rel="canonical" href="https://lake.example/ferry/">',
      ),
    )
    expect(posts.map(({ title, url }) => [title, url])).toEqual([
      ['The ferry', 'https://lake.example/ferry/'],
    ])
  })

  test('without posts gives none', () => {
    for (const html of [
      page(''),
      page('<article><p>A hint.</p></article>'),
      page('<h1>Lakes</h1><p>Water.</p>'),
    ])
      expect(read(html).posts).toEqual([])
  })

  test('that is deeper or has more parts than any is refused at once', () => {
    expect(() => read(page('<div>'.repeat(100_000)))).toThrow(/nested deeper/)
    expect(() => read(page('<p>x</p>'.repeat(60_000)))).toThrow(/more than 100,000 tags/)
    expect(read(page('<p>never closed<br><li>'.repeat(10_000))).posts).toEqual([])
  })

  test.each([
    ['a canonical address that is no escape', '<link rel="canonical" href="https://lake.example/tag/100%/">'],
    [
      'linked data of odd shapes',
      '<script type="application/ld+json">[{"@type":"Article","headline":"a","keywords":[null,1,{}],"author":[0],"image":7,"url":[]}, 4, null]</script>',
    ],
    ['a base that is no address', '<base href="::">'],
  ])('with %s is still read', (_, head) => {
    const post = '<article><h2><a href="https://lake.example/a">The ferry</a></h2><p>It waits.</p></article>'
    expect(read(page(post, head)).posts).toMatchObject([{ title: 'The ferry', text: 'It waits.' }])
  })

  test('never gives an address that is not on the web', () => {
    const { posts } = read(page('<article><h2><a href="javascript:alert(1)">The ferry</a></h2></article>'))
    expect(posts).toEqual([])
  })
})

const REAL = new URL('../../../../shared/inputs/archive-pages/', import.meta.url)

describe.skipIf(!existsSync(REAL))('a real page (skipped where the saved pages are absent)', () => {
  const real = (name: string) => read(readFileSync(new URL(name, REAL), 'utf8'))

  test.each([
    ['feedreader-codehollow.html', 'wordpress', 10],
    ['feedreader-japantimes.html', 'article', 61],
    ['rubycocos-hentry.html', 'h-feed', 1],
    ['feedreader-heise.html', 'text', 0],
    ['feedreader-stackoverflow.html', 'text', 0],
    ['feedreader-theverge.html', 'text', 0],
  ])('%s is read as %s, with %i posts', (name, format, count) => {
    const archive = real(name)
    expect([archive.format, archive.posts.length]).toEqual([format, count])
    for (const { title, url } of archive.posts) {
      expect(title).not.toBe('')
      if (count > 1) expect(url).toMatch(/^https:/)
    }
  })
})
