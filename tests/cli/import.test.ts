import { execFileSync } from 'node:child_process'
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Post } from '#functions/core/post.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { runCommand } from '#tests/support/run-command.ts'
import { aTagArchive, TAG_ARCHIVE_POSTS } from '#tests/support/tag-archive.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const cloud = await startTestCloud()
const folder = temporaryFolder()
afterAll(() => folder.remove())
const path = (name: string): string => join(folder.path, name)
const file = (name: string, content: string | Buffer): string => {
  writeFileSync(path(name), content)
  return path(name)
}

const lake = file('lake.txt', aTagArchive())
const dry = (...args: string[]) => runCommand(['import', '--dry-run', ...args])
const documents = (lines: readonly string[]) => lines.map((line) => JSON.parse(line))

describe('a dry run', () => {
  test('with --json prints one document a file, with what is known of each post', async () => {
    const { code, out, err } = await dry('--json', lake, lake)
    expect([code, err]).toEqual([0, []])
    const [first, second] = documents(out)
    expect(second).toEqual(first)
    expect(first).toMatchObject({
      file: lake,
      format: 'filed-in',
      title: 'Posts Tagged ‘lake’',
      archive: { kind: 'tag', name: 'lake' },
      warnings: [
        { position: 2, message: 'It has a title and no text.' },
        { position: 3, message: 'It has no title; its first words stand in for one.' },
      ],
    })
    expect(first.posts).toHaveLength(TAG_ARCHIVE_POSTS)
    expect(first.posts[0]).toEqual({
      title: 'Ferry crews win a day of rest',
      publishedAt: '2015-03-30T12:05:00.000Z',
      datePrecision: 'instant',
      publisher: 'Lakeside Courier',
      authors: [],
      categories: ['Labour', 'Transport'],
      tags: ['lake'],
      continues: false,
      excerpt: expect.stringMatching(/^The crews/),
      text: 'The crews of the lake ferries will have one day a week ashore.\n\nThe owners agreed on Tuesday.',
    })
    expect(first.posts[2]).toMatchObject({
      title: 'The court heard the fishers of the eastern shore for the first time.',
      titleFrom: 'text',
    })
  })

  test('takes the times on a page as local to --zone', async () => {
    const { out } = await dry('--json', '--zone', 'Europe/Berlin', lake)
    expect(documents(out)[0].posts[0].publishedAt).toBe('2015-03-30T10:05:00.000Z')
  })

  test('without --json says what would come', async () => {
    const { out } = await dry(lake)
    expect(out.join('\n')).toMatch(
      /lake\.txt: 5 posts, tag “lake” \(filed-in\)\n.*1 {2}Ferry crews win a day of rest\n/,
    )
    expect(out.join('\n')).toContain('! Post 3: It has no title; its first words stand in for one.')
  })

  test('with --evidence says on the other stream by what a page was recognised', async () => {
    const { out, err } = await dry('--json', '--evidence', lake)
    expect(documents(out)).toHaveLength(1)
    expect(err.join('\n')).toMatch(
      /read as filed-in, headed “Posts Tagged ‘lake’”\n {2}filed-in +5 marks, such as “In Labour/,
    )
  })
})

describe('a file that cannot be read', () => {
  mkdirSync(path('folder'))
  truncateSync(file('huge.html', '<html>'), 50_000_000)
  const bad: [string, RegExp][] = [
    [path('missing.txt'), /There is no such file/],
    [path('folder'), /It is a folder/],
    [file('empty.txt', ''), /It is empty/],
    [file('picture.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')), /It is not text/],
    [path('huge.html'), /larger than 20 MB/],
    [file('letter.txt', 'Dear reader, this is no archive.'), /No posts/],
    [file('bare.html', '<!doctype html><title>A page</title><p>This is no archive.'), /No posts/],
  ]

  test('is one line that names it and says why; the others are still read, and the exit code is 1', async () => {
    const files = bad.map(([name]) => name)
    const { code, out, err } = await dry('--json', ...files, lake)
    expect(code).toBe(1)
    expect(err).toHaveLength(bad.length)
    const found = documents(out)
    expect(found).toHaveLength(bad.length + 1)
    bad.forEach(([name, reason], index) => {
      expect(err[index]).toMatch(reason)
      expect(err[index]?.startsWith(`${name}: `)).toBe(true)
      expect(found[index]).toMatchObject({ file: name, posts: [], error: expect.stringMatching(reason) })
    })
    expect(found.at(-1).posts).toHaveLength(TAG_ARCHIVE_POSTS)
  })

  test('is not one that was cut in the middle of a post, but that is one line too', async () => {
    const cut = file('cut.txt', aTagArchive().slice(0, 800))
    const { code, out, err } = await dry('--json', cut, lake)
    expect([code, out.length, err]).toEqual([
      0,
      2,
      [expect.stringMatching(/cut\.txt: Post 5: The page seems to be cut off in it/)],
    ])
  })

  test('that is a pipe is not waited for', async () => {
    execFileSync('mkfifo', [path('pipe')])
    expect((await dry(path('pipe'))).err).toEqual([`${path('pipe')}: It is no plain file.`])
  })

  test('of a page that would write to a terminal is shown without what a terminal obeys', async () => {
    const page = 'Category: \u001b]0;owned\u0007Lakes\n\nA \u001b[31mferry\n\nPosted on by\n\nIt waits and'
    const { out, err } = await dry('--evidence', file('escape.txt', page))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what must not be there
    expect([...out, ...err].join('')).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
  })

  test.each([
    [
      'windows-1252',
      Buffer.from('Category: Caf\xe9s\n\nA caf\xe9\n\nPosted on by\n\nIt\x92s late.', 'latin1'),
    ],
    ['UTF-16', Buffer.from('\uFEFFCategory: Cafés\n\nA café\n\nPosted on by\n\nIt’s late.', 'utf16le')],
  ])('is not one in %s', async (name, bytes) => {
    const { code, out } = await dry('--json', file(`${name}.txt`, bytes))
    const [{ archive, posts }] = documents(out)
    expect([code, archive.name, posts[0].title, posts[0].text]).toEqual([0, 'Cafés', 'A café', 'It’s late.'])
  })
})

describe('wrong usage', () => {
  test.each([
    ['no files', []],
    ['an unknown option', ['--jsno', 'a.txt']],
    ['no time zone', ['--zone', 'Moon/Base', 'a.txt']],
  ])('such as %s is told with the usage, and the exit code is 2', async (_, args) => {
    const { code, out, err } = await dry(...args)
    expect([code, out]).toEqual([2, []])
    expect(err.join('\n')).toContain('gazette import [--dry-run]')
  })

  test('of the program is told with its commands', async () => {
    for (const args of [[], ['imprt']]) {
      const { code, err } = await runCommand(args)
      expect(code).toBe(2)
      expect(err.join('\n')).toMatch(/import .*\n.*backlog .*\n.*place /)
    }
    expect((await runCommand(['--help'])).code).toBe(0)
    expect((await runCommand(['import', '--help'])).out.join('\n')).toContain('--dry-run')
  })
})

describe('importing', () => {
  test('adds the posts of a page, and again none', async () => {
    const newsletter = await cloud.newsletter({ slug: 'lake' })
    const run = () => runCommand(['import', '--json', '--newsletter', 'lake', lake], cloud.desk)
    expect(documents((await run()).out)[0].imported).toEqual({ added: 5, updated: 0, kept: 0 })
    expect(documents((await run()).out)[0].imported).toEqual({ added: 0, updated: 5, kept: 0 })
    const backlog = await runCommand(['backlog', '--json', '--newsletter', newsletter.slug], cloud.desk)
    expect(documents(backlog.out)).toHaveLength(TAG_ARCHIVE_POSTS)
  })

  test('into a newsletter that is not there, or one of several unnamed, adds nothing', async () => {
    await cloud.newsletter()
    await cloud.newsletter()
    for (const args of [['--newsletter', 'none'], []]) {
      const { code, err } = await runCommand(['import', ...args, lake], cloud.desk)
      expect(code).toBe(2)
      expect(err[0]).toMatch(/There is: .*lake/)
    }
  })
})

describe('the backlog', () => {
  test('is listed by category, and a post of it is placed by its id', async () => {
    const newsletter = await cloud.newsletter()
    const waiting = { publishedAt: undefined, datePrecision: 'none' as const }
    const post = await cloud.post(newsletter, { title: 'The ferry', ...waiting })
    const on = (...args: string[]) => runCommand([...args, '--newsletter', newsletter.slug], cloud.desk)
    expect((await on('backlog')).out.join('\n')).toBe(
      `News (news), 0 a week: 1\n  ${post.id}  The ferry · News Example`,
    )
    expect(await on('place', post.id)).toEqual({
      code: 0,
      out: ['“The ferry” goes into the next digest that is drafted, in news.'],
      err: [],
    })
    expect((await on('backlog')).out.join('\n')).toMatch(/^Placed by hand, for the next digest: 1\n/)
    expect(documents((await on('backlog', '--json')).out)).toEqual([
      {
        id: post.id,
        title: 'The ferry',
        category: 'news',
        placed: true,
        publisher: 'News Example',
        datePrecision: 'none',
      },
    ])
    expect((await on('backlog', '--category', 'none')).code).toBe(2)
    expect((await on('backlog', '--category', 'culture')).out).toEqual(['Nothing waits.'])
  })

  test('lists a post whose digest was cancelled before it called, for drafting takes it again', async () => {
    const { newsletter, posts } = await cloud.weekly(1, 1, { lookBackDays: 1 })
    const approved = await cloud.until(newsletter, 'approved')
    await cloud.desk.digests.replace({ ...approved, status: 'cancelled', closedAt: cloud.now() })
    await cloud.desk.posts.shelve(posts[0] as Post, 'news')
    const { out } = await runCommand(['backlog', '--json', '--newsletter', newsletter.slug], cloud.desk)
    expect(documents(out).map(({ id }) => id)).toEqual([posts[0]?.id])
  })

  test('a post that cannot be placed is said, and the exit code is 1', async () => {
    const newsletter = await cloud.newsletter()
    const { code, err } = await runCommand(['place', '--newsletter', newsletter.slug, 'nobody'], cloud.desk)
    expect([code, err]).toEqual([1, [`${newsletter.name} has no post nobody.`]])
    expect((await runCommand(['place'], cloud.desk)).code).toBe(2)
  })
})
