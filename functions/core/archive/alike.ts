import type { Token } from './token.ts'

/** Of a page's marks those that are alike in a form: a line in a post that reads as a mark seldom has the form of the true ones. */
export const alike =
  (formOf: (token: Token) => string) =>
  (tokens: readonly Token[]): Token[] => {
    const marks = tokens.filter(({ mark }) => mark !== undefined)
    const [usual] = [...Map.groupBy(marks, formOf)].sort(([, one], [, other]) => other.length - one.length)
    return tokens.map((token) =>
      token.mark === undefined || formOf(token) === usual?.[0] ? token : { line: token.line },
    )
  }
