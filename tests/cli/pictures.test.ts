import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { digestKey } from '#functions/core/digest-key.ts'
import type { Category, Newsletter } from '#functions/core/newsletter.ts'
import { picturePath } from '#functions/core/public-paths.ts'
import { aCategory } from '#tests/support/builders.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { aPng, exifOf, JPEG, PROGRESSIVE_JPEG, pngChunk, pngParts } from '#tests/support/pictures.ts'
import { runCommand } from '#tests/support/run-command.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const cloud = await startTestCloud()
const { desk } = cloud
const folder = temporaryFolder()
afterAll(folder.remove)
const AS_ADA = ['--as', 'Ada'] as const
const ADA = [...AS_ADA, '--why', 'our new look'] as const

const run = async (...args: string[]) => {
  cloud.pass(1)
  const { code, out, err } = await runCommand(args, desk)
  return { code, out: out.join('\n'), err: err.join('\n') }
}

/** A file with these bytes, whatever its name says. */
const fileOf = (name: string, bytes: Uint8Array): string => {
  const file = join(folder.path, name)
  writeFileSync(file, bytes)
  return file
}
const FERRY = fileOf('ferry.jpg', JPEG)

const drafted = async (category: Partial<Category> = {}) => {
  const newsletter = await cloud.newsletter({ categories: [aCategory(category)] })
  const { id, title } = await cloud.post(newsletter, { title: 'The ferry' })
  const { id: noted } = await cloud.post(newsletter, { title: 'The wreck', contentNote: 'deaths' })
  await cloud.reader(newsletter)
  const digest = await cloud.drafted(newsletter)
  const on = (...args: string[]) => run('digest', ...args, '--newsletter', newsletter.slug)
  const entryOf = async (post: string, revision: number) =>
    (await desk.digests.content(digest, revision))?.entries.find((one) => one.post === post)
  const latest = async () => (await desk.digests.get(digest))?.revision
  return { newsletter, digest, key: digestKey(digest), id, title, noted, on, entryOf, latest }
}

/** What the public pages serve under a picture's name. */
const served = async (name: string) => {
  const answer = await fetch(`${cloud.publicOrigin}${picturePath(name)}`)
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) }
}

describe('gazette digest picture', () => {
  test('puts a picture beside an entry, as a new revision; its mail and its page show it, and the pages serve it', async () => {
    const { newsletter, digest, key, id, on, entryOf } = await drafted()
    const { code, out } = await on('picture', id, FERRY, '--alt', 'A ferry\nat the pier', ...AS_ADA)
    expect([code, out]).toEqual([0, `${key} is at revision 2, with 2 entries.`])
    expect(await entryOf(id, 1)).not.toHaveProperty('picture')
    const { picture } = (await entryOf(id, 2)) ?? {}
    expect(picture).toEqual({
      name: expect.stringMatching(/^[0-9a-f]{24}\.jpg$/),
      width: 120,
      height: 24,
      alt: 'A ferry at the pier',
    })
    const { name = '' } = picture ?? {}
    const { answer, bytes } = await served(name)
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'image/jpeg'])
    expect(Buffer.compare(bytes, JPEG)).toBe(0)
    expect((await on('show')).out).toContain('The ferry · News Example [leads; with a picture]')
    const { variants, page } = await desk.previewDigest(digest, 2)
    const address = `${cloud.publicOrigin}${picturePath(name)}`
    expect(variants[`full-${newsletter.language}`]?.html).toContain(address)
    expect(page).toContain(`src="${address}"`)
  })

  test('takes it away again, and another in its place', async () => {
    const { id, on, entryOf } = await drafted()
    await on('picture', id, FERRY, '--decorative', ...AS_ADA)
    expect(await entryOf(id, 2)).toMatchObject({ picture: { alt: '' } })
    await on('picture', id, fileOf('other.jpg', PROGRESSIVE_JPEG), '--alt', 'The pier', ...AS_ADA)
    const before = (await entryOf(id, 2))?.picture?.name
    expect((await entryOf(id, 3))?.picture?.name).not.toBe(before)
    expect((await on('picture', id, '--remove', ...AS_ADA)).code).toBe(0)
    expect(await entryOf(id, 4)).not.toHaveProperty('picture')
  })

  test('keeps nothing of what a file tells of its origin, and names what is kept', async () => {
    const { key, id, entryOf } = await drafted()
    const [start, header, ...rest] = pngParts() as [Buffer, Buffer, ...Buffer[]]
    const place = pngChunk('tEXt', Buffer.from('Comment\0At the pier of Sampleton, by Ada'))
    const told = fileOf('told.png', Buffer.concat([start, header, place, ...rest]))
    expect((await run('digest', 'picture', key, id, told, '--decorative', ...AS_ADA)).code).toBe(0)
    const { name = '' } = (await entryOf(id, 2))?.picture ?? {}
    expect(Buffer.compare((await served(name)).bytes, aPng())).toBe(0)
    const bare = fileOf('bare.png', aPng())
    await run('digest', 'picture', key, id, bare, '--alt', 'The pier', ...AS_ADA)
    expect((await entryOf(id, 3))?.picture?.name).toBe(name)
  })

  test('of an entry with a content note, or of a category with one, is refused', async () => {
    const { noted, on, latest } = await drafted()
    expect(await on('picture', noted, FERRY, '--decorative', ...AS_ADA)).toMatchObject({
      code: 1,
      err: expect.stringContaining('“The wreck” has a content note, of its own or of a category'),
    })
    expect(await latest()).toBe(1)
    const within = await drafted({ contentNote: 'accidents' })
    const refused = await within.on('picture', within.id, FERRY, '--decorative', ...AS_ADA)
    expect([refused.code, await within.latest()]).toEqual([1, 1])
  })

  test('that cannot be shown says why, and changes nothing', async () => {
    const { id, on, latest } = await drafted()
    const turned = Buffer.concat([JPEG.subarray(0, 2), exifOf(6), JPEG.subarray(2)])
    const refused: [string, string][] = [
      [join(folder.path, 'none.png'), 'There is no such file.'],
      [fileOf('page.png', Buffer.from('<svg/>')), 'It is no PNG, JPEG or GIF.'],
      [fileOf('turned.jpg', turned), 'Save it upright first.'],
      [fileOf('half.jpg', JPEG.subarray(0, 300)), 'ends early, after 300 bytes'],
      [fileOf('wide.png', aPng(1601, 2)), 'is 1601 pixels wide; 1600 are the most'],
      [fileOf('small.png', aPng(99, 99)), 'must be 100 pixels wide at least'],
    ]
    for (const [file, why] of refused)
      expect(await on('picture', id, file, '--decorative', ...AS_ADA)).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringContaining(why),
      })
    expect(await on('picture', id, FERRY, '--alt', ' ', ...AS_ADA)).toMatchObject({
      code: 1,
      err: expect.stringContaining('or that it is decorative'),
    })
    expect(await latest()).toBe(1)
  })

  test.each([
    ['nothing', [...AS_ADA], 'Name one post and one file.'],
    ['no file', ['p', '--decorative', ...AS_ADA], 'Name the file'],
    ['two files', ['p', FERRY, FERRY, '--decorative', ...AS_ADA], 'Name one post and one file.'],
    ['nothing of what it shows', ['p', FERRY, ...AS_ADA], '--alt TEXT, or else --decorative'],
    ['both', ['p', FERRY, '--alt', 'A ferry', '--decorative', ...AS_ADA], '--alt TEXT, or else'],
    ['nobody', ['p', FERRY, '--decorative'], 'Say who you are'],
    ['a file to take away', ['p', FERRY, '--remove', ...AS_ADA], '--remove goes with a post alone.'],
  ])('that is asked for with %s is wrong usage', async (_, args, why) => {
    expect(await run('digest', 'picture', ...args)).toMatchObject({
      code: 2,
      err: expect.stringContaining(why),
    })
  })
})

describe('gazette newsletter logo', () => {
  const themeOf = async ({ slug }: Newsletter) => (await desk.newsletters.get(slug))?.theme

  test('shows a logo in the mails of a newsletter, or none, and leaves the rest of its look', async () => {
    const newsletter = await cloud.newsletter({
      theme: { accent: '#8a1c3c', font: 'serif', density: 'dense' },
    })
    const on = ['--newsletter', newsletter.slug, ...ADA] as const
    const { code, out } = await run('newsletter', 'logo', fileOf('logo.png', aPng(48, 48)), ...on)
    const theme = await themeOf(newsletter)
    const { name = '' } = theme?.logo ?? {}
    expect([code, out]).toEqual([0, `The Sample: its mails show the logo ${name}.`])
    expect(theme).toEqual({ ...newsletter.theme, logo: { name, width: 48, height: 48, alt: '' } })
    const { answer, bytes } = await served(name)
    expect(answer.headers.get('Content-Type')).toBe('image/png')
    expect(Buffer.compare(bytes, aPng(48, 48))).toBe(0)

    expect((await run('newsletter', 'logo', '--remove', ...on)).out).toBe(
      'The Sample: its mails show no logo.',
    )
    expect(await themeOf(newsletter)).toEqual(newsletter.theme)
    expect((await desk.acts.list({ newsletter: newsletter.slug })).map(({ verb, by }) => [verb, by])).toEqual(
      [
        ['theme', 'Ada'],
        ['theme', 'Ada'],
      ],
    )
  })

  test('that is no picture, or not said, changes nothing', async () => {
    const newsletter = await cloud.newsletter()
    const on = ['--newsletter', newsletter.slug, ...ADA] as const
    for (const args of [[], [FERRY, '--remove'], [FERRY, FERRY]])
      expect((await run('newsletter', 'logo', ...args, ...on)).code).toBe(2)
    expect((await run('newsletter', 'logo', fileOf('logo.svg', Buffer.from('<svg/>')), ...on)).code).toBe(1)
    expect(await themeOf(newsletter)).toEqual(newsletter.theme)
    expect(await desk.acts.list({ newsletter: newsletter.slug })).toEqual([])
  })
})
