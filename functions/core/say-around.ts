import type { Closing, Content, Note } from './entry.ts'

/** What an editor says around the stories of a draft; null takes it away. */
export type Saying =
  | { readonly verb: 'note'; readonly note: Note | null }
  | { readonly verb: 'closing'; readonly closing: Closing | null }
  | { readonly verb: 'subject'; readonly subject: string | null }
  | { readonly verb: 'preheader'; readonly preheader: string | null }

/** What a digest says with it. */
export const sayAround = (content: Content, { verb: _, ...said }: Saying): Content => {
  const { note, closing, subject, preheader, ...rest } = { ...content, ...said }
  return {
    ...rest,
    ...(note && { note }),
    ...(closing && { closing }),
    ...(subject && { subject }),
    ...(preheader && { preheader }),
  }
}
