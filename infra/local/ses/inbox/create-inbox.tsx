import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import * as z from 'zod'
import type { Simulation } from '../simulation.ts'
import { ListPage, PAGE_SIZE } from './list-page.tsx'
import { mailDocument } from './mail-document.ts'
import { MessagePage, View } from './message-page.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { tryToRead } from './try-to-read.ts'

const css = readFileSync(new URL('./inbox.css', import.meta.url), 'utf8')

const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; frame-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
/** A mail may show itself with the pictures of this machine's pages and be clicked; it may not run, fetch, submit or reach the page around it. */
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: http://127.0.0.1:*; frame-ancestors 'self'"

const Query = z.object({
  q: z.string().trim().max(320).catch(''),
  page: z.coerce.number().int().min(1).max(1e6).catch(1),
})

const protect = async (
  c: { header(name: string, value: string): void },
  next: () => Promise<void>,
): Promise<void> => {
  c.header('content-security-policy', PAGE_POLICY)
  c.header('referrer-policy', 'no-referrer')
  c.header('x-content-type-options', 'nosniff')
  c.header('cache-control', 'no-store')
  await next()
}

/** Every mail that was accepted, to be looked at in a browser. It changes nothing and needs no scripts. */
export const createInbox = (sim: Simulation) => {
  const inbox = new Hono()
  inbox.use('/', protect)
  inbox.use('/inbox.css', protect)
  inbox.use('/messages/*', protect)

  inbox.get('/', (c) => {
    const { q, page } = Query.parse(c.req.query())
    const wanted = q.toLowerCase()
    const all =
      wanted === '' ? sim.log.mails : sim.log.mails.filter((mail) => mail.to.toLowerCase().includes(wanted))
    const end = Math.max(0, all.length - (page - 1) * PAGE_SIZE)
    const shown = all.slice(Math.max(0, end - PAGE_SIZE), end).reverse()
    const rows = shown.map((mail) => ({ ...mail, ...tryToRead(sim, mail.id) }))
    return c.html(<ListPage rows={rows} total={all.length} page={page} query={q} />)
  })
  inbox.get('/inbox.css', (c) => c.body(css, 200, { 'content-type': 'text/css; charset=utf-8' }))
  inbox.get('/messages/:id', (c) => {
    const mail = sim.log.find(c.req.param('id'))
    if (!mail) return c.html(<NotFoundPage />, 404)
    const found = tryToRead(sim, mail.id)
    const view = View.catch(found.message?.html === '' ? 'text' : 'phone').parse(c.req.query('view'))
    return c.html(<MessagePage mail={mail} found={found} view={view} />)
  })
  inbox.get('/messages/:id/source.eml', (c) => {
    const id = c.req.param('id')
    const message = sim.log.find(id) && tryToRead(sim, id).message
    if (!message) return c.html(<NotFoundPage />, 404)
    return c.body(message.mime, 200, {
      'content-type': 'message/rfc822',
      'content-disposition': `attachment; filename="${id}.eml"`,
    })
  })
  inbox.get('/messages/:id/html', (c) => {
    const id = c.req.param('id')
    const message = sim.log.find(id) && tryToRead(sim, id).message
    if (!message) return c.html(<NotFoundPage />, 404)
    c.header('content-security-policy', MAIL_POLICY)
    return c.html(mailDocument(message.html))
  })
  return inbox
}
