import { readArchiveFile } from '#functions/cli/read-archive-file.ts'
import { ExpectedError } from '#functions/core/errors.ts'
import type { SubmittedPost } from '#functions/core/post.ts'

export interface ReadFile {
  readonly file: string
  readonly posts: readonly SubmittedPost[]
}

/** Reads saved archive pages. A file that cannot be read is one line to `complain`; the others are still read. */
export const readFiles = (
  files: readonly string[],
  zone: string,
  complain: (line: string) => void,
): ReadFile[] =>
  files.flatMap((file) => {
    try {
      return [{ file, posts: readArchiveFile(file, { zone }).posts }]
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error
      complain(`${file}: ${error.message}`)
      return []
    }
  })
