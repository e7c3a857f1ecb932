import { readArchiveFile } from '#functions/cli/read-archive-file.ts'
import { describeWarning } from '#functions/core/archive/describe-warning.ts'
import { ExpectedError } from '#functions/core/errors.ts'
import type { SubmittedPost } from '#functions/core/post.ts'

interface ReadFile {
  readonly file: string
  readonly posts: readonly SubmittedPost[]
}

export interface Tell {
  readonly say: (line: string) => void
  readonly complain: (line: string) => void
}

/** Reads saved archive pages. A file that cannot be read is one line to `complain`; the others are still read. */
export const readFiles = (files: readonly string[], zone: string, { say, complain }: Tell): ReadFile[] =>
  files.flatMap((file) => {
    try {
      const { posts, warnings } = readArchiveFile(file, { zone })
      for (const warning of warnings) say(`${file}: ${describeWarning(warning)}`)
      return [{ file, posts }]
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error
      complain(`${file}: ${error.message}`)
      return []
    }
  })
