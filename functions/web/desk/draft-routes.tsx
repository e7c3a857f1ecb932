import * as z from 'zod'
import { deskPath } from '#functions/core/desk-paths.ts'
import type { DigestRef } from '#functions/core/digest-key.ts'
import type { Content } from '#functions/core/entry.ts'
import { EditConflict, NotFound } from '#functions/core/errors.ts'
import { toInstant } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Post, SubmittedPost } from '#functions/core/post.ts'
import type { addByHand } from '#functions/use-cases/add-by-hand.ts'
import type { AskedEdit, Edited, editDigest } from '#functions/use-cases/edit-digest.ts'
import { leadTo } from './answers.ts'
import { ClashPage } from './clash-page.tsx'
import type { DeskContext, DeskRoute } from './desk-route.ts'
import { digestTitle } from './digest-card.tsx'
import { DigestHead } from './digest-head.tsx'
import { DraftPage } from './draft-page.tsx'
import { EditForm, editsOf } from './edit-form.ts'
import { editorOf } from './editor-of.ts'
import { EntryPage } from './entry-page.tsx'
import { type Fields, fieldsOf, OrNone, sentFields, textsIn } from './form-fields.ts'
import type { Framed } from './frame.tsx'
import { type HeadDeps, headOf } from './head-of.ts'
import { listBehind } from './inbox-paths.ts'
import { previewQuery } from './preview-wanted.ts'
import { type SentDeps, SentPage, sentDataOf } from './sent-page.tsx'

export interface DraftDeps extends HeadDeps, SentDeps {
  content: (ref: DigestRef, revision: number) => Promise<Content | undefined>
  post: (newsletter: string, id: string) => Promise<Post | undefined>
  edit: ReturnType<typeof editDigest>
  addByHand: ReturnType<typeof addByHand>
}

/** In these an editor may still change what it says. */
const EDITABLE = ['draft', 'approved', 'held']

const MOST_LEFT_OUT = 60

const leftOutOf = async (deps: DraftDeps, newsletter: Newsletter, content: Content): Promise<Post[]> => {
  const ids = [...(content.dropped ?? []), ...(content.repeats ?? []).map(({ post }) => post)]
  const posts = await Promise.all(ids.slice(0, MOST_LEFT_OUT).map((id) => deps.post(newsletter.slug, id)))
  return posts.flatMap((post) => post ?? [])
}

const contentNow = async (deps: DraftDeps, ref: DigestRef): Promise<Content> => {
  const digest = await deps.digest(ref)
  const content = digest && (await deps.content(ref, digest.revision))
  if (content === undefined) throw new NotFound('The digest says nothing yet.')
  return content
}

/** The form again, now that the other editor's words were seen; and once more with these in their place. */
const choicesIn = async (
  c: DeskContext,
  { clash }: EditConflict,
  latest: Content,
): Promise<{ mine: Fields; theirs: Fields }> => {
  const body = await sentFields(c)
  const text = clash.theirs ?? ''
  const [first = '', second = '', third = ''] = text.split('\n')
  const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    title: { title: text },
    excerpt: { excerpt: text },
    'entry-note': { contentNote: text },
    subject: { subject: text },
    preheader: { preheader: text },
    note: { text: first, signed: second },
    closing: { title: first, text: second, url: third },
  }
  const words = WORDS[clash.field] ?? {}
  const seen = Object.fromEntries(Object.entries(words).map(([name, value]) => [`seen-${name}`, value]))
  const mine = { ...body, ...seen, revision: String(latest.revision) }
  return { mine: textsIn(mine), theirs: textsIn({ ...mine, ...words }) }
}

const saidOf = ({ content, over }: Edited, path: string) => {
  const others = [...new Set(over.map(({ by }) => by))].join(' and ')
  const text = `${content.change ?? 'Nothing changed'}.${others === '' ? '' : ` ${others} edited it meanwhile; both stand.`}`
  return {
    text,
    ...(content.madeFrom !== undefined && {
      undo: {
        action: `${path}/edit`,
        fields: { verb: 'revert', revision: String(content.revision), to: String(content.madeFrom) },
      },
    }),
  }
}

const AddForm = z.object({
  revision: z.coerce.number<string>().int(),
  title: z.string().trim().min(1, 'a story needs a title').max(300),
  url: OrNone,
  publisher: OrNone,
  date: z.union([z.literal(''), z.iso.date('must be a date such as 2026-11-24')]).optional(),
  excerpt: OrNone,
  category: z.string(),
})

/** A post that waits. */
const TakeForm = z.object({ post: z.string().min(1) })

const submission = ({ title, url, publisher, date, excerpt }: z.infer<typeof AddForm>): SubmittedPost => ({
  title,
  ...(url && { url }),
  ...(publisher && { publisher }),
  ...(date && { publishedAt: toInstant(date), datePrecision: 'day' as const }),
  ...(excerpt && { excerpt }),
})

/** Where an act leads back to: the entry that it was asked for on, while it still stands. */
const backTo = (c: DeskContext, path: string, content: Content): string => {
  const from = c.req.header('referer')
  const at = from !== undefined && URL.canParse(from) ? new URL(from).pathname : ''
  const post = at.startsWith(`${path}/entries/`) ? at.slice(`${path}/entries/`.length) : undefined
  return post !== undefined && content.entries.some((entry) => entry.post === post) ? at : path
}

/** The digest's own page, its entries, and everything that edits it. */
export const draftRoutes = (deps: DraftDeps, page: Framed): DeskRoute[] => [
  {
    method: 'GET',
    path: '/desk/digests/:digest',
    right: 'edit',
    handle: async (c) => {
      const { newsletter, ref } = c.var
      const head = await headOf(deps, c, 'digest')
      const { digest } = head
      const content = await deps.content(ref, digest.approval?.revision ?? digest.revision)
      const title = digestTitle(ref)
      const isEditable = EDITABLE.includes(digest.status) && digest.attempt === undefined
      const children = (
        <>
          <DigestHead {...head} />
          {content === undefined ? (
            <p>It has no entries.</p>
          ) : isEditable ? (
            <DraftPage
              newsletter={newsletter}
              digest={digest}
              content={content}
              leftOut={await leftOutOf(deps, newsletter, content)}
              wanted={previewQuery(c.req.url)}
              path={deskPath(ref)}
              now={c.var.now}
              zone={c.var.zone}
            />
          ) : (
            <SentPage {...(await sentDataOf(deps, c, head, content))} />
          )}
        </>
      )
      return c.html(page(c, { title, newsletter, room: 'digest', wide: true, children }))
    },
  },
  {
    method: 'GET',
    path: '/desk/digests/:digest/entries/:post',
    right: 'edit',
    handle: async (c) => {
      const { newsletter, ref } = c.var
      const content = await contentNow(deps, ref)
      const entry = content.entries.find(({ post }) => post === c.req.param('post'))
      if (entry === undefined) throw new NotFound('The digest has no such entry any more.')
      const post = await deps.post(newsletter.slug, entry.post)
      const path = deskPath(ref)
      const children = (
        <>
          <p class="not-in-dialog">
            <a href={path}>Back to the digest</a>
          </p>
          <EntryPage newsletter={newsletter} content={content} entry={entry} post={post} path={path} />
        </>
      )
      return c.html(page(c, { title: entry.title, newsletter, room: 'digest', children }))
    },
  },
  {
    method: 'POST',
    path: '/desk/digests/:digest/edit',
    right: 'edit',
    handle: async (c) => {
      const { ref, person, newsletter, zone } = c.var
      const path = deskPath(ref)
      const form = await fieldsOf(c, EditForm)
      const latest = await contentNow(deps, ref)
      const edits = editsOf(form, latest)
      if (edits.length === 0) return leadTo(c, backTo(c, path, latest))
      try {
        const edited = await deps.edit(ref, editorOf(person), edits, form.revision)
        return leadTo(c, backTo(c, path, edited.content), saidOf(edited, path))
      } catch (error) {
        if (!(error instanceof EditConflict)) throw error
        const { mine, theirs } = await choicesIn(c, error, await contentNow(deps, ref))
        const children = (
          <ClashPage clash={error.clash} action={`${path}/edit`} mine={mine} theirs={theirs} zone={zone} />
        )
        return c.html(page(c, { title: 'Two of you wrote here', newsletter, room: 'digest', children }), 409)
      }
    },
  },
  {
    method: 'POST',
    path: '/desk/digests/:digest/take',
    right: 'edit',
    handle: async (c) => {
      const { ref, person, newsletter } = c.var
      const { post } = await fieldsOf(c, TakeForm)
      const { revision } = await contentNow(deps, ref)
      const taken = await deps.edit(ref, editorOf(person), [{ verb: 'add', post }], revision)
      return leadTo(c, listBehind(c, newsletter.slug, post), saidOf(taken, deskPath(ref)))
    },
  },
  {
    method: 'POST',
    path: '/desk/digests/:digest/add',
    right: 'edit',
    handle: async (c) => {
      const { ref, person, newsletter } = c.var
      const form = await fieldsOf(c, AddForm)
      const post = await deps.addByHand(newsletter, submission(form))
      const edits: AskedEdit[] = [{ verb: 'add', post: post.id, category: form.category }]
      const path = deskPath(ref)
      return leadTo(c, path, saidOf(await deps.edit(ref, editorOf(person), edits, form.revision), path))
    },
  },
]
