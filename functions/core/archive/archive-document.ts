import { excerptOf, oneLine } from '../plain-text.ts'
import { SubmittedPost, titleFromText } from '../post.ts'
import type { Archive, Heading, Warning } from './archive.ts'

/** What `gazette import --json` prints of a file. What is not known is absent; instants are UTC, ISO 8601. */
export interface ArchiveDocument {
  readonly file: string
  readonly format: string | null
  readonly title: string | null
  readonly archive?: Heading
  readonly posts: readonly PostDocument[]
  readonly warnings: readonly Warning[]
  readonly error?: string
}
export type PostDocument = Pick<
  SubmittedPost,
  | 'title'
  | 'titleFrom'
  | 'url'
  | 'publishedAt'
  | 'datePrecision'
  | 'publisher'
  | 'authors'
  | 'categories'
  | 'tags'
  | 'continues'
  | 'excerpt'
  | 'text'
  | 'image'
>

/** A title with the no-break spaces that its page set, but nothing that a terminal would obey. */
const shown = (title: string): string => title.split('\u00A0').map(oneLine).join('\u00A0').trim()

const documentOf = (submitted: SubmittedPost): PostDocument => {
  const { position, contentNote, language, spreadAt, toldApartBy, ...post } = SubmittedPost.parse(submitted)
  const own = shown(submitted.title ?? '')
  return {
    ...post,
    ...(own === '' ? { title: titleFromText(post.text), titleFrom: 'text' as const } : { title: own }),
    excerpt: excerptOf(post.excerpt || post.text),
  }
}

/** What was read in a file, as a document. */
export const archiveDocument = (file: string, archive: Archive): ArchiveDocument => ({
  file,
  format: archive.format,
  title: archive.title === undefined ? null : oneLine(archive.title),
  ...(archive.heading !== undefined && { archive: archive.heading }),
  posts: archive.posts.map(documentOf),
  warnings: archive.warnings,
})

/** A file that could not be read, as a document. */
export const failedDocument = (file: string, error: string): ArchiveDocument => ({
  file,
  format: null,
  title: null,
  posts: [],
  warnings: [],
  error,
})
