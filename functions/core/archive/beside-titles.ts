import type { Dialect } from './dialect.ts'
import { looksLikeTitle } from './lines.ts'
import { keepMarks, type Token } from './token.ts'

/** Believes the marks beside which a title stands, where they say that it does. */
export const onlyBesideTitles = (marks: Dialect['marks']) => (tokens: readonly Token[]) =>
  keepMarks(tokens, (_, index) =>
    looksLikeTitle(tokens[index + (marks === 'over the title' ? 1 : -1)]?.line ?? ''),
  )
