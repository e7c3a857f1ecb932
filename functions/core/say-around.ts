import * as z from 'zod'
import { Closing, type Content, Note, Preheader, Subject } from './entry.ts'
import { SubmittedPost } from './post.ts'

/** What an editor may type around the stories, piece by piece. */
export const TypedAround = z
  .object({
    note: Note.shape.text,
    signed: Note.shape.signed,
    closingTitle: Closing.shape.title,
    closingText: Closing.shape.text,
    closingUrl: SubmittedPost.shape.url,
    subject: Subject,
    preheader: Preheader,
  })
  .partial()
export type TypedAround = z.infer<typeof TypedAround>

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
