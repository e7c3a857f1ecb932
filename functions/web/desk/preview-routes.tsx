import { deskPath } from '#functions/core/desk-paths.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { IMAGINED, previewFor } from '#functions/core/edition-view.ts'
import { NotFound } from '#functions/core/errors.ts'
import { mailHeaders } from '#functions/core/mail-headers.ts'
import { mailbox } from '#functions/core/mailbox.ts'
import { approvedVariant, variantLanguage } from '#functions/core/variant.ts'
import type { ShownEdition } from '#functions/use-cases/shown-edition.ts'
import type { DeskContext, DeskRoute } from './desk-route.ts'
import { digestTitle } from './digest-card.tsx'
import { DigestHead } from './digest-head.tsx'
import type { Framed } from './frame.tsx'
import { type HeadDeps, headOf } from './head-of.ts'
import { mailDocument } from './mail-document.ts'
import { PreviewPane } from './preview-pane.tsx'
import { previewQuery, variantWishes, wishesIn } from './preview-wanted.ts'
import { TestMailForm } from './test-mail-form.tsx'

export interface PreviewDeps extends HeadDeps {
  publicOrigin: string
  /** A revision as it would be mailed, rendered once for all who look at it. */
  edition: ShownEdition
}

/** What a preview may load and do: its own styles, pictures of this site, links in windows of their own. No script runs, whatever the mail holds. */
const CONTENT_SECURITY = (publicOrigin: string): string =>
  `sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src ${publicOrigin} data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'`

const headersText = (c: DeskContext, publicOrigin: string, variant: string, subject: string): string => {
  const { newsletter, ref } = c.var
  const told = [
    { name: 'From', value: mailbox(newsletter.sender.name, newsletter.sender.address) },
    { name: 'Reply-To', value: newsletter.replyTo },
    { name: 'Subject', value: subject },
    ...mailHeaders(newsletter, ref, publicOrigin, IMAGINED.leave, variantLanguage(variant)),
  ]
  return told.map(({ name, value }) => `${name}: ${value}`).join('\n')
}

const revisionIn = (c: DeskContext, latest: number): number => {
  const asked = Number(c.req.query('revision') ?? latest)
  if (!Number.isInteger(asked) || asked < 1) throw new NotFound('There is no such revision.')
  return asked
}

const NO_HTML = 'This reader gets plain text alone: the mail has no HTML part.'

export const previewRoutes = (deps: PreviewDeps, page: Framed): DeskRoute[] => [
  {
    method: 'GET',
    path: '/desk/digests/:digest/preview',
    right: 'edit',
    handle: async (c) => {
      const { newsletter, ref, person } = c.var
      const head = await headOf(deps, c, 'preview')
      const { digest } = head
      const path = deskPath(ref)
      const wanted = previewQuery(c.req.url)
      const children = (
        <>
          <DigestHead {...head} />
          <div class="columns">
            <PreviewPane
              newsletter={newsletter}
              path={path}
              revision={digest.approval?.revision ?? digest.revision}
              wanted={wanted}
              page={`${path}/preview`}
            />
            <aside class="stack">
              <TestMailForm path={path} revision={digest.revision} email={person.email} wanted={wanted} />
            </aside>
          </div>
        </>
      )
      return c.html(page(c, { title: digestTitle(ref), newsletter, room: 'digest', wide: true, children }))
    },
  },
  {
    method: 'GET',
    path: '/desk/digests/:digest/mail',
    right: 'edit',
    handle: async (c) => {
      const { newsletter, ref } = c.var
      const digest = await deps.digest(ref)
      if (digest === undefined) throw new NotFound(`There is no digest ${digestKey(ref)}.`)
      const wanted = previewQuery(c.req.url)
      const edition = await deps.edition(newsletter, digest, revisionIn(c, digest.revision))
      const variant = approvedVariant(Object.keys(edition.variants), newsletter, variantWishes(wanted))
      const { subject, html, text } = previewFor(edition, variant, wishesIn(wanted, newsletter))
      c.header('Content-Security-Policy', CONTENT_SECURITY(deps.publicOrigin))
      c.header('X-Content-Type-Options', 'nosniff')
      c.header('Referrer-Policy', 'no-referrer')
      if (wanted.part === 'headers') return c.text(headersText(c, deps.publicOrigin, variant, subject))
      if (wanted.part === 'source') return c.text(html ?? NO_HTML)
      if (wanted.part === 'text' || html === undefined) return c.text(text)
      return c.html(mailDocument(html, wanted.scheme))
    },
  },
]
