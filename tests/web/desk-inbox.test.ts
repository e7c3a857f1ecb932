import { describe, expect, test } from 'vitest'
import { plusDays } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Post } from '#functions/core/post.ts'
import { aCategory } from '#tests/support/builders.ts'
import { signedIn } from '#tests/support/desk-visitor.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { aTagArchive, TAG_ARCHIVE_POSTS } from '#tests/support/tag-archive.ts'
import type { SeenPage } from '#tests/support/visitor.ts'

const cloud = await startTestCloud()
const { desk } = cloud
const ada = await signedIn(cloud, 'Ada Marlow')

const home = ({ slug }: Newsletter): string => `/desk/newsletters/${slug}`
const room = (newsletter: Newsletter, below: string): string => `${home(newsletter)}/${below}`

/** The titles of the posts in the lists of a page. */
const titlesOn = ({ html }: SeenPage): string[] =>
  [...html.matchAll(/class="title" id="open-[0-9a-f]{24}"[^>]*><bdi>([^<]*)</g)].map(
    ([, title]) => title ?? '',
  )

const saidOn = ({ html }: SeenPage): string => /<p class="said">([^<]*)</.exec(html)?.[1] ?? ''

const draftedTitles = async (newsletter: Newsletter): Promise<string[]> => {
  const draft = await cloud.drafted(newsletter)
  const content = await desk.digests.content(draft, draft.revision)
  return content?.entries.map(({ title }) => title) ?? []
}

describe('the inbox', () => {
  test('says what it shows and what it hides, and an empty one says what comes there', async () => {
    const newsletter = await cloud.newsletter()
    const empty = await ada.visit(room(newsletter, 'inbox'))
    expect(empty.text).toContain('No new posts.')
    expect(empty.text).toContain('Hidden: accepted and dropped posts, and the backlog.')
    expect(empty.links()).toContain(cloud.publicOrigin + room(newsletter, 'import'))
    const post = await cloud.post(newsletter, { contentNote: 'describes a drowning' })
    const page = await ada.visit(room(newsletter, 'inbox'))
    expect(titlesOn(page)).toEqual([post.title])
    expect(page.text).toContain('News Example')
    expect(page.text).toContain('Content note: describes a drowning')
    expect(page.links()).toContain(post.url)
    expect((await ada.visit(home(newsletter))).text).toContain('1 new post in the inbox')
  })

  test('shows posts newest first in pages, of which the last leads no further', async () => {
    const newsletter = await cloud.newsletter()
    const posts: Post[] = []
    for (let hours = 0; hours < 30; hours += 1)
      posts.push(await cloud.post(newsletter, { publishedAt: plusDays(cloud.now(), -hours / 24) }))
    const first = await ada.visit(room(newsletter, 'inbox'))
    const next = /id="next-page" href="([^"]*)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const last = await ada.visit(next)
    expect([...titlesOn(first), ...titlesOn(last)]).toEqual(posts.map(({ title }) => title))
    expect(titlesOn(first)).toHaveLength(25)
    expect(last.html).not.toContain('id="next-page"')
    const more = await ada.visit(home(newsletter))
    expect(more.text).toContain('30 new posts in the inbox')
  })

  test('a post that comes after the draft is added to it from the inbox, and goes out with it', async () => {
    const newsletter = await cloud.newsletter()
    const first = await cloud.post(newsletter)
    const draft = await cloud.drafted(newsletter)
    const late = await cloud.post(newsletter, { title: 'Late news' })
    const inbox = await ada.visit(room(newsletter, 'inbox'))
    expect(inbox.html).not.toContain(`take-${first.id}`)
    const added = await inbox.press(`#take-${late.id}`)
    expect(saidOn(added)).toBe('Added “Late news” to News.')
    expect(added.html).not.toContain(`take-${late.id}`)
    const content = await desk.digests.content(draft, 2)
    expect(content?.entries.map(({ post }) => post)).toEqual(expect.arrayContaining([first.id, late.id]))
  })

  test('an accepted post stands in the next draft in the category that was chosen, a dropped one in none', async () => {
    const newsletter = await cloud.newsletter()
    const wanted = await cloud.post(newsletter, { publishedAt: plusDays(cloud.now(), -60) })
    const unwanted = await cloud.post(newsletter)
    await cloud.post(newsletter)
    const page = await ada.visit(room(newsletter, `posts/${wanted.id}`))
    const moved = await page.press('Accept there', { category: 'culture' })
    expect(saidOn(moved)).toBe(`Accepted “${wanted.title}”, in Culture. The next draft has it for certain.`)
    expect(moved.text).toContain('Accepted, in Culture: the next draft has it for certain.')
    const dropped = await (await ada.visit(room(newsletter, 'inbox'))).press(`#drop-${unwanted.id}`)
    expect(saidOn(dropped)).toBe(`Dropped “${unwanted.title}”: no draft takes it from now on.`)
    expect(titlesOn(dropped)).not.toContain(unwanted.title)
    expect(titlesOn(await ada.visit(room(newsletter, 'inbox?show=accepted')))).toEqual([wanted.title])
    expect(titlesOn(await ada.visit(room(newsletter, 'inbox?show=dropped')))).toEqual([unwanted.title])

    const titles = await draftedTitles(newsletter)
    expect(titles).toContain(wanted.title)
    expect(titles).toHaveLength(2)
    const draft = await cloud.newest(newsletter)
    const content = draft && (await desk.digests.content(draft, draft.revision))
    expect(content?.sections.find(({ category }) => category === 'culture')?.entries).toEqual([wanted.id])
  })

  test('each act is taken back by the undo that it offers, and the list where it was done is come back to', async () => {
    const newsletter = await cloud.newsletter()
    const post = await cloud.post(newsletter)
    const before = await desk.posts.get(newsletter.slug, post.id)
    for (const button of ['decide', 'drop']) {
      const done = await (await ada.visit(room(newsletter, 'inbox?show=new'))).press(`#${button}-${post.id}`)
      expect(done.url).toBe(cloud.publicOrigin + room(newsletter, 'inbox?show=new'))
      expect(titlesOn(done)).toEqual([])
      const undone = await done.press('Undo')
      expect(titlesOn(undone)).toEqual([post.title])
      expect(await desk.posts.get(newsletter.slug, post.id)).toEqual(before)
    }
    await desk.triage(newsletter, post.id, { verb: 'accept', category: 'culture' })
    const released = await (await ada.visit(room(newsletter, 'inbox?show=accepted'))).press('Take back')
    expect(saidOn(released)).toContain('waits by its date')
    await released.press('Undo')
    expect(await desk.posts.get(newsletter.slug, post.id)).toMatchObject({ placedIn: 'culture' })
  })

  test('a content note of an editor stays when the source tells the story again, and its undo is what was there', async () => {
    const newsletter = await cloud.newsletter()
    const post = await cloud.post(newsletter, { contentNote: 'as its source says' })
    const path = room(newsletter, `posts/${post.id}`)
    const noted = await (await ada.visit(path)).press('Save the note', { note: 'describes a drowning' })
    expect(saidOn(noted)).toContain('is now: describes a drowning')
    await noted.press('Undo')
    expect(await desk.posts.get(newsletter.slug, post.id)).toEqual(post)
    await (await ada.visit(path)).press('Save the note', { note: 'describes a drowning' })
    await desk.submitPost(newsletter, { title: post.title, url: post.url, contentNote: 'as it says now' })
    expect(await desk.posts.get(newsletter.slug, post.id)).toMatchObject({
      contentNote: 'describes a drowning',
    })
    const removed = await (await ada.visit(path)).press('Remove the note')
    expect(saidOn(removed)).toContain('has no content note now')
    expect(await desk.posts.get(newsletter.slug, post.id)).not.toHaveProperty('contentNote')
    await removed.press('Undo')
    expect(await desk.posts.get(newsletter.slug, post.id)).toMatchObject({
      contentNote: 'describes a drowning',
    })
    const tooLong = await ada.post(`${path}/triage`, { verb: 'note', note: 'x'.repeat(201) })
    expect(tooLong.status).toBe(422)
  })

  test('of a post in an open draft it says so, and that the draft changes on its own page alone', async () => {
    const { newsletter, posts } = await cloud.weekly(1, 1)
    const [post] = posts
    await cloud.drafted(newsletter)
    const page = await ada.visit(room(newsletter, 'inbox'))
    expect(page.text).toMatch(/In the draft of \d+ \w+/)
    expect(saidOn(await page.press(`#drop-${post?.id}`))).toMatch(
      /It still stands in the draft of .*drop it there too/,
    )
  })

  test('of a post that a digest took meanwhile nothing is decided, and the page says which digest', async () => {
    const { newsletter, posts } = await cloud.weekly(1, 1)
    const [post] = posts
    const before = await ada.visit(room(newsletter, 'inbox'))
    const digest = await cloud.settle(newsletter)
    const refused = await before.press(`#decide-${post?.id}`)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain(`“${post?.title}” is used in ${newsletter.slug}-regular-${digest.date}.`)
    const page = await ada.visit(room(newsletter, `posts/${post?.id}`))
    expect(page.text).toContain('Nothing is decided about it here any more.')
    expect(page.buttons()).not.toContain('Drop')

    const correction = await desk.correctEntry(digest, post?.id ?? '', 'It was two days.', {
      by: 'Ada',
      why: 'A reader wrote.',
    })
    const inbox = await ada.visit(room(newsletter, 'inbox'))
    expect(titlesOn(inbox)).toEqual([correction.title])
    expect(inbox.text).toContain('Correction')
    expect(inbox.buttons()).toContain('Drop')
    expect(inbox.buttons()).not.toContain('Accept')
  })

  test('what a post says is text on every page, whatever it is', async () => {
    const newsletter = await cloud.newsletter()
    const title = '<img src=x onerror=alert(1)> "&'
    const post = await cloud.post(newsletter, { title, publisher: '</bdi><script>', excerpt: '<b>bold' })
    for (const path of [
      'inbox',
      'inbox?q=img',
      `posts/${post.id}`,
      `inbox?q=${encodeURIComponent('"><script>')}`,
    ])
      expect((await ada.visit(room(newsletter, path))).html).not.toMatch(
        /<img|<b>bold|<script>|<\/bdi><script/,
      )
  })
})

describe('the search', () => {
  test('finds posts by words in any script, wherever they wait, and says where each stands', async () => {
    const newsletter = await cloud.newsletter()
    const arabic = await cloud.post(newsletter, { title: 'قال عمال الميناء إنهم سيضربون' })
    const german = await cloud.post(newsletter, { title: 'Ärzte in São Paulo streiken' })
    const greek = await cloud.post(newsletter, {
      title: 'Ο δρόμος',
      publishedAt: plusDays(cloud.now(), -90),
    })
    const chinese = await cloud.post(newsletter, { title: '渡轮停航两天' })
    await desk.triage(newsletter, german.id, { verb: 'accept' })
    await desk.triage(newsletter, chinese.id, { verb: 'drop' })
    const search = (words: string) =>
      ada.visit(room(newsletter, 'inbox')).then((page) => page.press('Search', { q: words }))
    expect(titlesOn(await search('الميناء'))).toEqual([arabic.title])
    const accepted = await search('sao ARZTE')
    expect(titlesOn(accepted)).toEqual([german.title])
    expect(accepted.text).toContain('Accepted')
    const inBacklog = await search('ΔΡΟΜΟΣ')
    expect(titlesOn(inBacklog)).toEqual([greek.title])
    expect(inBacklog.buttons()).toContain('Take into the next digest')
    const dropped = await search('渡轮')
    expect(titlesOn(dropped)).toEqual([chinese.title])
    expect(dropped.text).toContain('Looked at all 4 posts that wait.')
    expect((await search('nowhere')).text).toContain('No post has all of these words')
  })

  test('an act on what was found comes back to it', async () => {
    const newsletter = await cloud.newsletter()
    const post = await cloud.post(newsletter, { title: 'A ferry' })
    const done = await (await ada.visit(room(newsletter, 'inbox?q=ferry'))).press(`#decide-${post.id}`)
    expect(done.url).toContain('?q=ferry')
    expect(done.buttons()).toContain('Take back')
  })

  test('looks at some hundreds, says how far back, and looks further by its link', async () => {
    const newsletter = await cloud.newsletter()
    const oldest = await cloud.post(newsletter, { title: 'Ferry', publishedAt: plusDays(cloud.now(), -12) })
    for (let number = 0; number < 30; number += 1)
      await Promise.all(Array.from({ length: 10 }, () => cloud.post(newsletter)))
    expect((await ada.visit(home(newsletter))).text).toContain('More than 50 new posts in the inbox')
    const first = await ada.visit(room(newsletter, 'inbox?q=ferry'))
    expect(first.text).toMatch(/Looked at 300 posts, back to \w+ \d+ \w+ \d{4} among the new posts\./)
    expect(titlesOn(first)).toEqual([])
    const next = /id="look-further" href="([^"]*)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const further = await ada.visit(next)
    expect(titlesOn(further)).toEqual([oldest.title])
    expect(further.text).toContain('Looked at 1 more post: those are all that wait.')
  })
})

describe('the backlog', () => {
  const categories = [
    aCategory({ dripPerWeek: 1 }),
    aCategory({ id: 'culture', name: 'Culture', rules: [{ category: 'Culture' }] }),
  ]

  test('shows a category’s posts in the order of its drip, and takes one into the next digest besides', async () => {
    const newsletter = await cloud.newsletter({ categories })
    const undated = await cloud.post(newsletter, { publishedAt: undefined, datePrecision: 'none' })
    const old = await cloud.post(newsletter, { publishedAt: plusDays(cloud.now(), -90) })
    const older = await cloud.post(newsletter, { publishedAt: plusDays(cloud.now(), -900) })
    const page = await ada.visit(room(newsletter, 'backlog'))
    expect(titlesOn(page)).toEqual([older.title, old.title, undated.title])
    expect(page.text).toContain('1 a week: each digest takes the first post of this list into News')
    const taken = await page.press(`#decide-${undated.id}`)
    expect(taken.url).toBe(cloud.publicOrigin + room(newsletter, 'backlog'))
    expect(titlesOn(taken)).toEqual([older.title, old.title])
    expect((await draftedTitles(newsletter)).toSorted()).toEqual([older.title, undated.title].toSorted())
  })

  test('a post that no category takes is accepted where an editor says', async () => {
    const newsletter = await cloud.newsletter({ categories })
    const stray = await cloud.post(newsletter, { categories: [], publishedAt: plusDays(cloud.now(), -90) })
    const page = await ada.visit(room(newsletter, 'backlog?category='))
    expect(titlesOn(page)).toEqual([stray.title])
    expect(page.buttons()).not.toContain('Take into the next digest')
    const own = await ada.visit(room(newsletter, `posts/${stray.id}`))
    await own.press('Accept there', { category: 'culture' })
    expect(await desk.posts.get(newsletter.slug, stray.id)).toMatchObject({ placedIn: 'culture' })
    expect((await ada.visit(room(newsletter, 'backlog?category='))).text).toContain('Nothing waits here.')
  })
})

describe('an import', () => {
  const handIn = async (newsletter: Newsletter, page: string): Promise<SeenPage> => {
    const form = await ada.visit(room(newsletter, 'import'))
    return form.press('Upload it', { file: new File([page], 'archive page.html', { type: 'text/html' }) })
  }

  const imported = async (newsletter: Newsletter, page: string): Promise<SeenPage> => {
    const started = await (await handIn(newsletter, page)).press('Read it', { file: 'archive page.html' })
    await cloud.step()
    return ada.visit(started.url)
  }

  test('of a page that a browser hands in comes into the inbox and the backlog, and again adds nothing', async () => {
    const newsletter = await cloud.newsletter()
    const uploaded = await handIn(newsletter, aTagArchive())
    expect(uploaded.title).toBe('Your file is here')
    expect(await desk.jobs.latest(newsletter.slug, 5)).toEqual([])
    const started = await uploaded.press('Read it', { file: 'lake.html' })
    expect(started.text).toContain('It waits for its turn.')
    expect(started.html).toContain('data-poll')
    await cloud.step()
    const done = await ada.visit(started.url)
    expect(done.title).toBe('Import of lake.html')
    expect(done.text).toContain(`${TAG_ARCHIVE_POSTS} posts found: ${TAG_ARCHIVE_POSTS} are new.`)
    expect(done.text).toContain('Post 2: It has a title and no text.')
    expect(done.text).toContain('Ada Marlow')
    expect(done.html).not.toContain('data-poll')
    expect(titlesOn(await ada.visit(room(newsletter, 'inbox?q=school+boat')))).toEqual([
      'School boat returns after two winters',
    ])

    const again = await imported(newsletter, aTagArchive())
    expect(again.text).toContain(
      `${TAG_ARCHIVE_POSTS} posts found: 0 are new, ${TAG_ARCHIVE_POSTS} were here already.`,
    )
    const list = await ada.visit(room(newsletter, 'import'))
    expect(list.text.indexOf('were here already')).toBeLessThan(list.text.indexOf('are new.'))
    expect(list.text).toContain('lake.html')
  })

  test('is asked for once, though its page is sent twice', async () => {
    const newsletter = await cloud.newsletter()
    const uploaded = await handIn(newsletter, aTagArchive())
    const [one, other] = [await uploaded.press('Read it'), await uploaded.press('Read it')]
    expect(other.url).toBe(one.url)
    expect(await desk.jobs.latest(newsletter.slug, 5)).toHaveLength(1)
  })

  test('of a file that is no page fails, and says what to do', async () => {
    const newsletter = await cloud.newsletter()
    const failed = await imported(newsletter, '\u0000\u0001\u0002'.repeat(100))
    expect(failed.text).toContain('It is not text. Save the page as text or HTML and try that file.')
    expect(failed.text).toContain('Choose another file')
    expect((await imported(newsletter, 'Just a line.')).text).toContain('No posts were found in it.')
    expect(titlesOn(await ada.visit(room(newsletter, 'inbox')))).toEqual([])
  })

  test('of another newsletter’s file, of a colleague’s, or of one that nobody handed in, is refused', async () => {
    const newsletter = await cloud.newsletter()
    const other = await cloud.newsletter()
    const uploadAt = ({ url }: SeenPage): string => new URL(url).searchParams.get('upload') ?? ''
    const elsewhere = uploadAt(await handIn(other, aTagArchive()))
    for (const id of [elsewhere, '', '../secret', `${elsewhere}x`]) {
      expect((await ada.post(room(newsletter, 'import'), { upload: id })).status).toBe(404)
      expect((await ada.visit(room(newsletter, `import/uploaded?upload=${id}`))).status).toBe(404)
    }
    const ben = await signedIn(cloud, 'Ben Okoro')
    expect((await ben.post(room(other, 'import'), { upload: elsewhere })).status).toBe(404)
    expect(await desk.jobs.latest(newsletter.slug, 5)).toEqual([])
  })
})
