import type { Meta } from './meta.ts'

/** A line of a page with what the page's dialect reads in it. */
export interface Token {
  readonly line: string
  readonly mark?: Meta
}

/** A page's tokens with only those marks that are believed. */
export const keepMarks = (
  tokens: readonly Token[],
  isBelieved: (token: Token, index: number) => boolean,
): Token[] =>
  tokens.map((token, index) =>
    token.mark === undefined || isBelieved(token, index) ? token : { line: token.line },
  )
