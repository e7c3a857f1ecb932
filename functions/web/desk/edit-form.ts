import * as z from 'zod'
import { Closing, type Content, Note, Preheader, Subject, TypedEntry } from '#functions/core/entry.ts'
import { Conflict, Invalid } from '#functions/core/errors.ts'
import type { AskedEdit } from '#functions/use-cases/edit-digest.ts'
import { describeIssues, OrNone, Several } from './form-fields.ts'

const revision = z.coerce.number<string>().int().min(0)
const post = z.string().min(1)
const number = z.coerce.number<string>().int()
const seen = z.string().optional()

/** An empty field takes the words away. */
const wordsOrNone = <T>(words: z.ZodType<T, string>) =>
  z
    .string()
    .transform((typed) => (typed.trim() === '' ? null : typed))
    .pipe(z.union([z.null(), words]))

/** What the forms of a draft ask for, by the button that was pressed. */
export const EditForm = z.discriminatedUnion('verb', [
  z.object({ verb: z.enum(['up', 'down', 'move']), revision, post, category: z.string(), to: number }),
  z.object({ verb: z.literal('place'), revision, post, category: z.string(), position: number }),
  z.object({
    verb: z.enum([
      'drop',
      'restore',
      'pin',
      'unpin',
      'lead',
      'lead-everyone',
      'original-title',
      'original-excerpt',
    ]),
    revision,
    post,
  }),
  z.object({ verb: z.literal('file'), revision, post, category: Several }),
  z.object({ verb: z.literal('merge'), revision, post, into: post }),
  z.object({ verb: z.literal('revert'), revision, to: number }),
  z.object({
    verb: z.literal('words'),
    revision,
    post,
    title: TypedEntry.shape.title.unwrap(),
    excerpt: TypedEntry.shape.excerpt.unwrap(),
    contentNote: wordsOrNone(TypedEntry.shape.contentNote.unwrap()),
    'seen-title': seen,
    'seen-excerpt': seen,
    'seen-contentNote': seen,
  }),
  z.object({
    verb: z.literal('subject'),
    revision,
    subject: wordsOrNone(Subject),
    preheader: wordsOrNone(Preheader),
    'seen-subject': seen,
    'seen-preheader': seen,
  }),
  z.object({
    verb: z.literal('note'),
    revision,
    text: OrNone,
    signed: OrNone,
    'seen-text': seen,
    'seen-signed': seen,
  }),
  z.object({
    verb: z.literal('closing'),
    revision,
    title: OrNone,
    text: OrNone,
    url: OrNone,
    'seen-title': seen,
    'seen-text': seen,
    'seen-url': seen,
  }),
])
export type EditForm = z.infer<typeof EditForm>

/** One of a field's words changed only where they differ from what they were typed over. */
const typed = (words: string | null, over: string | undefined): boolean => (words ?? '') !== (over ?? '')

const wordEdits = (form: Extract<EditForm, { verb: 'words' }>): AskedEdit[] => {
  const { post, title, excerpt, contentNote } = form
  const over = { title: form['seen-title'], excerpt: form['seen-excerpt'], note: form['seen-contentNote'] }
  return [
    ...(typed(title, over.title)
      ? [{ verb: 'title', post, text: title, seen: over.title ?? null } as const]
      : []),
    ...(typed(excerpt, over.excerpt)
      ? [{ verb: 'excerpt', post, text: excerpt, seen: over.excerpt ?? null } as const]
      : []),
    ...(typed(contentNote, over.note)
      ? [{ verb: 'entry-note', post, note: contentNote, seen: over.note ?? null } as const]
      : []),
  ]
}

const subjectEdits = (form: Extract<EditForm, { verb: 'subject' }>): AskedEdit[] => {
  const { subject, preheader } = form
  const over = { subject: form['seen-subject'], preheader: form['seen-preheader'] }
  return [
    ...(typed(subject, over.subject)
      ? [{ verb: 'subject', subject, seen: over.subject ?? null } as const]
      : []),
    ...(typed(preheader, over.preheader)
      ? [{ verb: 'preheader', preheader, seen: over.preheader ?? null } as const]
      : []),
  ]
}

/** What an editor typed, as a digest may hold it; Invalid says what of it cannot be taken. */
const taken = <T>(schema: z.ZodType<T>, typed: unknown, lacking: string): T => {
  const parsed = schema.safeParse(typed)
  if (parsed.success) return parsed.data
  const isLacking = parsed.error.issues.some(
    ({ code, input }) => code === 'invalid_type' && input === undefined,
  )
  throw new Invalid(isLacking ? lacking : describeIssues(parsed.error))
}

const noteEdits = (form: Extract<EditForm, { verb: 'note' }>): AskedEdit[] => {
  const { text, signed } = form
  const before = { text: form['seen-text'] ?? '', signed: form['seen-signed'] ?? '' }
  const seen = before.text === '' ? null : before
  if (text === undefined && signed === undefined)
    return seen === null ? [] : [{ verb: 'note', note: null, seen }]
  const note = taken(Note, { text, signed }, 'A note needs a text, and who signs it.')
  return [{ verb: 'note', note, seen }]
}

const closingEdits = (form: Extract<EditForm, { verb: 'closing' }>): AskedEdit[] => {
  const { title, text, url } = form
  const before = {
    title: form['seen-title'] ?? '',
    text: form['seen-text'] ?? '',
    url: form['seen-url'] ?? '',
  }
  const seen =
    before.title === ''
      ? null
      : { title: before.title, text: before.text, ...(before.url && { url: before.url }) }
  if (title === undefined && text === undefined && url === undefined)
    return seen === null ? [] : [{ verb: 'closing', closing: null, seen }]
  const closing = taken(
    Closing,
    { title, text, ...(url && { url }) },
    'A closing item needs a title and a text.',
  )
  return [{ verb: 'closing', closing, seen }]
}

const placeOf = (content: Content, category: string, post: string): number => {
  const place = content.sections.find((section) => section.category === category)?.entries.indexOf(post) ?? -1
  if (place === -1) throw new Conflict('It no longer stands in this category: somebody filed it elsewhere.')
  return place
}

/** The edits that a form asks for, of a draft that now says this. */
export const editsOf = (form: EditForm, latest: Content): AskedEdit[] => {
  switch (form.verb) {
    case 'up':
    case 'down': {
      const { post, category } = form
      const step = form.verb === 'up' ? -1 : 1
      return [{ verb: 'move', post, category, to: placeOf(latest, category, post) + step }]
    }
    case 'move':
      return [{ verb: 'move', post: form.post, category: form.category, to: form.to }]
    case 'place':
      return [{ verb: 'move', post: form.post, category: form.category, to: form.position - 1 }]
    case 'drop':
    case 'restore':
    case 'pin':
    case 'unpin':
      return [{ verb: form.verb, post: form.post }]
    case 'lead':
    case 'lead-everyone':
      return [{ verb: 'lead', post: form.post, forEveryone: form.verb === 'lead-everyone' }]
    case 'original-title':
      return [{ verb: 'title', post: form.post, text: null }]
    case 'original-excerpt':
      return [{ verb: 'excerpt', post: form.post, text: null }]
    case 'file':
      return [{ verb: 'file', post: form.post, categories: form.category }]
    case 'merge':
      return [{ verb: 'merge', post: form.post, into: form.into }]
    case 'revert':
      return [{ verb: 'revert', revision: form.to }]
    case 'words':
      return wordEdits(form)
    case 'subject':
      return subjectEdits(form)
    case 'note':
      return noteEdits(form)
    case 'closing':
      return closingEdits(form)
  }
}
