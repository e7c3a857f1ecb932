import { alike } from '../alike.ts'
import { type Closer, readCloser } from '../closers.ts'
import type { Dialect } from '../dialect.ts'
import { plain } from '../lines.ts'

/** One kind of line at the end of every post. */
export const endedBy = (format: string, kind: Closer['kind']): Dialect => ({
  format,
  marks: 'at the end',
  mark(line, zone) {
    const closer = readCloser(line, zone)
    return closer?.kind === kind ? closer.meta : undefined
  },
  // A theme says the same at the end of every post; what a post may be filed under differs.
  ...(kind === 'read-more' && {
    believed: alike(({ line }) => plain(line).toLowerCase().split(' ', 2).join(' ')),
  }),
})
