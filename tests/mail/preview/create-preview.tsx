import { readFileSync } from 'node:fs'
import { type Context, Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { NotFound } from '#functions/core/errors.ts'
import { STYLE } from '#functions/web/style.ts'
import { drawing } from '../drawing.ts'
import { openGallery } from './gallery.ts'
import { GridPage } from './grid-page.tsx'
import { hangAll } from './hang-all.ts'
import { onceSettled } from './once-settled.ts'
import { textDocument } from './text-document.ts'
import { Wanted } from './wanted.ts'
import { wordsOfError } from './words-of-error.ts'

const GRID_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'"
const PART_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'"
/** A web page has its stylesheet from us. */
const PAGE_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'"
const AGAIN_AFTER_MS = 300

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')

/** The mails of all fixtures side by side. Everything is read anew at each request. */
export const createPreview = (templatesDir: string) => {
  const galleryFor = (c: Context) => openGallery(templatesDir, new URL(c.req.url).origin)
  const app = new Hono()

  app.use(async (c, next) => {
    await next()
    c.header('cache-control', 'no-store')
    c.header('x-content-type-options', 'nosniff')
  })

  app.get('/', async (c) => {
    const wanted = Wanted.parse(c.req.query())
    c.header('content-security-policy', GRID_POLICY)
    return c.html(<GridPage wanted={wanted} {...(await hangAll(() => galleryFor(c), wanted))} />)
  })

  app.get('/mail/:fixture', async (c) => {
    const { part, reader } = Wanted.parse(c.req.query())
    const gallery = galleryFor(c)
    const fixture = gallery.find(c.req.param('fixture'))
    c.header('content-security-policy', part === 'page' ? PAGE_POLICY : PART_POLICY)
    if (part === 'page') return c.html(await gallery.page(fixture))
    const { html, text } = await gallery.mail(fixture, reader)
    if (html === undefined || part === 'text') return c.html(textDocument(fixture.name, text))
    return c.html(part === 'html' ? html : textDocument(fixture.name, html))
  })

  app.get('/pictures/:name', (c) =>
    c.body(drawing(galleryFor(c).picture(c.req.param('name'))), 200, { 'content-type': 'image/svg+xml' }),
  )

  app.get('/changes', (c) =>
    streamSSE(c, async (stream) => {
      await stream.writeSSE({ event: 'watching', data: templatesDir, retry: AGAIN_AFTER_MS })
      const stop = onceSettled(templatesDir, () => stream.writeSSE({ event: 'changed', data: templatesDir }))
      await new Promise<void>((gone) => stream.onAbort(gone))
      stop()
    }),
  )

  app.get('/preview.css', (c) => c.body(read('./preview.css'), 200, { 'content-type': 'text/css' }))
  app.get('/live.js', (c) => c.body(read('./live.js'), 200, { 'content-type': 'text/javascript' }))
  app.get('/style.css', (c) => c.body(STYLE, 200, { 'content-type': 'text/css' }))

  const inWords = (c: Context, words: string, status: 404 | 500) => {
    c.header('content-security-policy', PART_POLICY)
    return c.html(textDocument('Gazette', words), status)
  }
  app.notFound((c) => inWords(c, 'Mails are shown here alone; their links lead nowhere.', 404))
  app.onError((error, c) => inWords(c, wordsOfError(error), error instanceof NotFound ? 404 : 500))
  return app
}
