import type { Archive } from '#functions/core/archive/archive.ts'
import type { ArchiveDocument, PostDocument } from '#functions/core/archive/archive-document.ts'
import { describeWarning } from '#functions/core/archive/describe-warning.ts'
import { oneLine } from '#functions/core/plain-text.ts'
import type { Imported } from '#functions/use-cases/import-posts.ts'
import { counted } from './counted.ts'

const dateOf = ({ publishedAt, datePrecision }: PostDocument): string => {
  const length = { instant: 16, day: 10, month: 7, none: 0 }[datePrecision ?? 'none']
  return (publishedAt ?? '').slice(0, length).replace('T', ' ')
}

const describePost = (post: PostDocument, index: number): string =>
  [
    `${String(index + 1).padStart(5)}  ${post.title}${post.titleFrom === 'text' ? ' (its first words)' : ''}`,
    [post.publisher, dateOf(post), post.categories?.join(', ')].filter(Boolean).join(' · '),
  ]
    .filter(Boolean)
    .join('\n       ')

const describeImported = ({ added, updated, kept }: Imported): string => {
  const told = [`${added} new`]
  if (updated > 0) told.push(`${updated} there already`)
  if (kept > 0) told.push(`${kept} kept as a digest has ${kept === 1 ? 'it' : 'them'}`)
  return told.join(', ')
}

/** What was found in a file, and what became of it, for people. */
export const describeArchive = (document: ArchiveDocument, imported: Imported | undefined): string => {
  const { file, archive, posts, warnings, format } = document
  const heading = archive === undefined ? '' : `, ${archive.kind} “${archive.name}”`
  return [
    `${file}: ${counted(posts.length, 'post')}${heading} (${format})${imported ? `: ${describeImported(imported)}` : ''}`,
    ...posts.map(describePost),
    ...warnings.map((warning) => `  ! ${describeWarning(warning)}`),
  ].join('\n')
}

/** By what a page was recognised. */
export const describeEvidence = (file: string, { format, evidence, title }: Archive): string =>
  [
    `${file}: read as ${format}${title === undefined ? '' : `, headed “${oneLine(title)}”`}`,
    ...evidence
      .filter(({ marks }) => marks > 0)
      .map(
        (one) =>
          `  ${one.format.padEnd(18)} ${counted(one.marks, 'mark')}, such as “${oneLine(one.example ?? '')}”`,
      ),
  ].join('\n')
