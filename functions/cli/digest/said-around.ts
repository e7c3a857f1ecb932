import type { Closing } from '#functions/core/entry.ts'
import { type Saying, TypedAround } from '#functions/core/say-around.ts'
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

type Values = { readonly [Option in keyof typeof SAID]?: string | boolean | undefined }

const typedIn = (values: Values, by: string): TypedAround => {
  const { note, signed, subject, preheader } = values
  if (note === undefined && signed !== undefined) throw new WrongUsage('--signed goes with --note TEXT.')
  return parseOptions(TypedAround, {
    note,
    signed: note === undefined ? undefined : (signed ?? by),
    closingTitle: values['closing-title'],
    closingText: values['closing-text'],
    closingUrl: values['closing-url'],
    subject,
    preheader,
  })
}

const closingIn = ({
  closingTitle: title,
  closingText: text,
  closingUrl: url,
}: TypedAround): Closing | undefined => {
  if (title !== undefined && text !== undefined) return { title, text, ...(url && { url }) }
  if ([title, text, url].some((part) => part !== undefined))
    throw new WrongUsage('A closing item takes both --closing-title TITLE and --closing-text TEXT.')
  return undefined
}

/** What is to become of one part: itself, null where it is taken away, undefined where it stays. */
const changed = <Part>(
  name: string,
  part: Part | undefined,
  isGone: Values[keyof Values],
): Part | null | undefined => {
  if (isGone && part !== undefined) throw new WrongUsage(`Say the ${name} or --no-${name}, not both.`)
  return isGone ? null : part
}

/** What a person says around the stories. A note that nobody else signs is theirs. */
export const saidAround = (values: Values, by: string): Saying[] => {
  const typed = typedIn(values, by)
  const signed = typed.note && typed.signed ? { text: typed.note, signed: typed.signed } : undefined
  const note = changed('note', signed, values['no-note'])
  const closing = changed('closing', closingIn(typed), values['no-closing'])
  const subject = changed('subject', typed.subject, values['no-subject'])
  const preheader = changed('preheader', typed.preheader, values['no-preheader'])
  return [
    ...(note === undefined ? [] : [{ verb: 'note', note } as const]),
    ...(closing === undefined ? [] : [{ verb: 'closing', closing } as const]),
    ...(subject === undefined ? [] : [{ verb: 'subject', subject } as const]),
    ...(preheader === undefined ? [] : [{ verb: 'preheader', preheader } as const]),
  ]
}
