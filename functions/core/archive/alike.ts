import { keepMarks, type Token } from './token.ts'

/** The form that most of some things have; undefined when there are none. */
export const usualForm = <T>(things: readonly T[], formOf: (thing: T) => string): string | undefined => {
  const forms = [...Map.groupBy(things, formOf)]
  return forms.sort(([, one], [, other]) => other.length - one.length)[0]?.[0]
}

/** Of a page's marks those that are alike in a form: a line in a post that reads as a mark seldom has the form of the true ones. */
export const alike =
  (formOf: (token: Token) => string) =>
  (tokens: readonly Token[]): Token[] => {
    const usual = usualForm(
      tokens.filter(({ mark }) => mark !== undefined),
      formOf,
    )
    return keepMarks(tokens, (token) => formOf(token) === usual)
  }
