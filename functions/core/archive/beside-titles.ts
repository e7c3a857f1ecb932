import type { Dialect } from './dialect.ts'
import { looksLikeTitle } from './lines.ts'
import type { Token } from './token.ts'

/** Whether a title stands where a mark says that it does. */
export const besideTitle = (tokens: readonly Token[], index: number, marks: Dialect['marks']): boolean =>
  looksLikeTitle(tokens[index + (marks === 'over the title' ? 1 : -1)]?.line ?? '')

/** Believes the marks beside which a title stands. */
export const onlyBesideTitles = (marks: Dialect['marks']) => (tokens: readonly Token[]) =>
  tokens.map((token, index) => (besideTitle(tokens, index, marks) ? token : { line: token.line }))
