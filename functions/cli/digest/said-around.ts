import * as z from 'zod'
import { Closing, Note, Preheader, Subject } from '#functions/core/entry.ts'
import { SubmittedPost } from '#functions/core/post.ts'
import type { Saying } from '#functions/core/say-around.ts'
import { WrongUsage } from '../command.ts'
import { parseOptions } from '../parse-options.ts'

const text = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const

/** The options that say what stands around a digest's stories, for parseArgs. */
export const SAID = {
  note: text,
  signed: text,
  'closing-title': text,
  'closing-text': text,
  'closing-url': text,
  subject: text,
  preheader: text,
  'no-note': flag,
  'no-closing': flag,
  'no-subject': flag,
  'no-preheader': flag,
} as const

const Said = z
  .object({
    note: Note.shape.text,
    signed: Note.shape.signed,
    'closing-title': Closing.shape.title,
    'closing-text': Closing.shape.text,
    'closing-url': SubmittedPost.shape.url,
    subject: Subject,
    preheader: Preheader,
  })
  .partial()
type Said = z.infer<typeof Said>

type Values = { readonly [Option in keyof Said]?: string | undefined } & {
  readonly [Option in 'no-note' | 'no-closing' | 'no-subject' | 'no-preheader']: boolean
}

const closingIn = (said: Said): Closing | undefined => {
  const { 'closing-title': title, 'closing-text': text, 'closing-url': url } = said
  if (title !== undefined && text !== undefined) return { title, text, ...(url && { url }) }
  if ([title, text, url].some((part) => part !== undefined))
    throw new WrongUsage('A closing item takes both --closing-title TITLE and --closing-text TEXT.')
  return undefined
}

/** What is to become of one part: itself, null where it is taken away, undefined where it stays. */
const changed = <Part>(name: string, part: Part | undefined, isGone: boolean): Part | null | undefined => {
  if (isGone && part !== undefined) throw new WrongUsage(`Say the ${name} or --no-${name}, not both.`)
  return isGone ? null : part
}

/** What a person says around the stories. A note that nobody else signs is theirs. */
export const saidAround = (values: Values, by: string): Saying[] => {
  if (values.note === undefined && values.signed !== undefined)
    throw new WrongUsage('--signed goes with --note TEXT.')
  const signed = values.note === undefined ? undefined : (values.signed ?? by)
  const said = parseOptions(Said, { ...values, signed })
  const signedNote = said.note && said.signed ? { text: said.note, signed: said.signed } : undefined
  const note = changed('note', signedNote, values['no-note'])
  const closing = changed('closing', closingIn(said), values['no-closing'])
  const subject = changed('subject', said.subject, values['no-subject'])
  const preheader = changed('preheader', said.preheader, values['no-preheader'])
  return [
    ...(note === undefined ? [] : [{ verb: 'note', note } as const]),
    ...(closing === undefined ? [] : [{ verb: 'closing', closing } as const]),
    ...(subject === undefined ? [] : [{ verb: 'subject', subject } as const]),
    ...(preheader === undefined ? [] : [{ verb: 'preheader', preheader } as const]),
  ]
}
