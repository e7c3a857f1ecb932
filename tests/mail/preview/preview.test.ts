import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'cheerio/slim'
import { afterAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { startPreview } from './start-preview.ts'

const folder = temporaryFolder()
cpSync('templates', folder.path, { recursive: true })
const preview = await startPreview(folder.path, 0)
afterAll(async () => {
  await preview.stop()
  folder.remove()
})

const get = async (path: string) => {
  const answer = await fetch(new URL(path, preview.url))
  return { status: answer.status, headers: answer.headers, body: await answer.text() }
}
const grid = async (query: string) => load((await get(`/?${query}`)).body)

/** Saves as editors do, who put a new file in the place of the old one. */
const save = (file: string, source: string): void => {
  writeFileSync(`${file}~`, source)
  renameSync(`${file}~`, file)
}

const edit = (name: string, change: (source: string) => string): (() => void) => {
  const file = join(folder.path, name)
  const source = readFileSync(file, 'utf8')
  save(file, change(source))
  return () => save(file, source)
}

describe('the preview of the mails', () => {
  test('shows the fixtures whose names are asked for, each with its subject and size', async () => {
    const $ = await grid('name=PLAIN')
    expect($('h1').text()).toBe('1 mail')
    expect($('article h2').text()).toBe('plain')
    expect($('article .subject').text()).toContain('Tolvane frees radio host')
    expect($('article .quiet').first().text()).toMatch(/^Text alone, \d+\.\d kB$/)
  })

  test('keeps what was chosen in its form', async () => {
    const $ = await grid('name=one+post&part=text&width=700&scheme=dark&reader=dated+subject')
    const chosen = $('input[checked]').toArray()
    expect(chosen.map((input) => $(input).val())).toEqual(['text', '700', 'dark'])
    expect($('option[selected]').val()).toBe('dated subject')
    expect($('input[type=search]').val()).toBe('one post')
    expect($('iframe').attr('src')).toBe('/mail/one%20post?part=text&reader=dated+subject')
  })

  test.each([
    ['html', '<!doctype html>', '<h1'],
    ['text', '<pre>', 'The Lamplit Week'],
    ['source', '<pre>', '&lt;h1'],
    ['page', '<!doctype html>', '/style.css'],
  ])('shows the part “%s” alone, which may run and fetch nothing', async (part, ...held) => {
    const { status, headers, body } = await get(`/mail/one%20post?part=${part}`)
    expect(status).toBe(200)
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src [^;]+; img-src 'self'$/,
    )
    for (const one of held) expect(body).toContain(one)
  })

  test('draws the pictures of a mail in their size', async () => {
    const source = load((await get('/mail/en')).body)('img').attr('src') ?? ''
    expect(new URL(source).origin).toBe(new URL(preview.url).origin)
    const { headers, body } = await get(new URL(source).pathname)
    expect(headers.get('content-type')).toBe('image/svg+xml')
    expect(body).toContain('width="1104" height="620"')
  })

  test('says in words what it does not have', async () => {
    expect(await get('/mail/none')).toMatchObject({
      status: 404,
      body: expect.stringContaining('There is no fixture “none”.'),
    })
    expect(await get('/mail/en?reader=nobody')).toMatchObject({
      status: 404,
      body: expect.stringContaining('no reader “nobody”'),
    })
    expect((await grid('name=none'))('main').text()).toBe('No fixture has “none” in its name.')
  })

  test('tells of a changed template, and shows it', async () => {
    const stream = await fetch(new URL('/changes', preview.url))
    const told = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    const next = async () => (await told?.read())?.value
    expect(await next()).toContain('event: watching')
    const undo = edit('digest.txt', (source) => `Changed a moment ago\n${source}`)
    expect(await next()).toContain('event: changed')
    expect((await get('/mail/plain')).body).toContain('<pre>Changed a moment ago')
    undo()
    expect(await next()).toContain('event: changed')
    expect((await get('/mail/plain')).body).not.toContain('Changed a moment ago')
    await told?.cancel()
  })

  test('shows why a template makes no mail in place of the mail, and lives on', async () => {
    const undo = edit('digest.mjml', (source) =>
      source.replace('</mj-body>', '<mj-none></mj-none></mj-body>'),
    )
    const $ = await grid('name=one+post')
    expect($('article .problem').text()).toMatch(/line \d+.*mj-none/is)
    expect($('article iframe')).toHaveLength(0)
    undo()
    expect((await grid('name=one+post'))('article iframe')).toHaveLength(1)
  })
})
