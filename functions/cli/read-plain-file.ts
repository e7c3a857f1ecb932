import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { Invalid } from '#functions/core/errors.ts'

/** A bound on memory. */
const MOST_BYTES = 20_000_000

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file. Check the name.',
  EACCES: 'It may not be read. Check its permissions.',
  EISDIR: 'It is a folder. Name the files in it.',
}

const bytesOf = (file: string): Uint8Array => {
  // A pipe that nobody writes to would be waited for; only a plain file is read.
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const stats = fstatSync(descriptor)
    if (stats.isDirectory()) throw new Invalid(PROBLEMS.EISDIR)
    if (!stats.isFile()) throw new Invalid('It is no plain file.')
    if (stats.size > MOST_BYTES) throw new Invalid('It is larger than 20 MB. Leave it out.')
    return readFileSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** The bytes of a file, or `Invalid` with one line that says why it cannot be read. */
export const readPlainFile = (file: string): Uint8Array => {
  try {
    return bytesOf(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
    if (code === undefined) throw error
    throw new Invalid(PROBLEMS[code] ?? `It cannot be read (${code}).`)
  }
}
