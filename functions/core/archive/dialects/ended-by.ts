import { type Closer, readCloser } from '../closers.ts'
import type { Dialect } from '../dialect.ts'

/** One kind of line at the end of every post. */
export const endedBy = (format: string, kind: Closer['kind']): Dialect => ({
  format,
  marks: 'at the end',
  mark(line, zone) {
    const closer = readCloser(line, zone)
    return closer?.kind === kind ? closer.meta : undefined
  },
})
