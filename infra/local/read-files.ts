import { readFileSync, statSync } from 'node:fs'
import { readArchive } from '#functions/core/archive/read-archive.ts'
import { ExpectedError } from '#functions/core/errors.ts'
import type { SubmittedPost } from '#functions/core/post.ts'

export interface ReadFile {
  readonly file: string
  readonly posts: readonly SubmittedPost[]
}

const MOST_BYTES = 20_000_000

const problemWith = (file: string): string | undefined => {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (stats === undefined) return 'There is no such file. Check the name.'
  if (!stats.isFile()) return 'It is not a file. Name the files in it.'
  return stats.size > MOST_BYTES
    ? 'It is larger than 20 MB, which no saved page is. Leave it out.'
    : undefined
}

/** Reads saved archive pages. A file that cannot be read is one line to `complain`; the others are still read. */
export const readFiles = (
  files: readonly string[],
  zone: string,
  complain: (line: string) => void,
): ReadFile[] =>
  files.flatMap((file) => {
    const problem = problemWith(file)
    if (problem !== undefined) {
      complain(`${file}: ${problem}`)
      return []
    }
    try {
      return [{ file, posts: readArchive(readFileSync(file), { zone }).posts }]
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
      if (!(error instanceof ExpectedError) && code === undefined) throw error
      complain(`${file}: ${error instanceof ExpectedError ? error.message : `It cannot be read (${code}).`}`)
      return []
    }
  })
