import fc from 'fast-check'
import { escapeText, sentinel } from '#functions/core/sentinels.ts'
import { hostileText } from '#tests/support/hostile-strings.ts'

const FLAGS = ['a', 'b', 'n']

/** A text part of the small grammar, with sentinels where SES has to fill in. */
export const aTemplate: fc.Arbitrary<string> = fc.letrec<{ body: string; piece: string }>((tie) => ({
  body: fc.array(tie('piece'), { maxLength: 4 }).map((pieces) => pieces.join('')),
  piece: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(
      // Handlebars' own lexer ends at NUL, which plain text never holds.
      hostileText.map((text) => escapeText(text.replaceAll('\u0000', ''))),
      fc.constantFrom('\n', ' \n', '\n\u00a0', ' ', 'word'),
      fc.constantFrom('p', 'q').map(sentinel),
    ),
    fc
      .tuple(fc.constantFrom('if', 'unless'), fc.constantFrom(...FLAGS), tie('body'), fc.option(tie('body')))
      .map(
        ([block, flag, body, other]) =>
          `${sentinel(`#${block} ${flag}`)}${body}${other === null ? '' : sentinel('else') + other}${sentinel(`/${block}`)}`,
      ),
  ),
})).body

// Only texts are filled in: without escaping, Handlebars adds numbers that stand side by side.
export const VALUES = fc.record({
  a: fc.boolean(),
  b: fc.boolean(),
  n: fc.integer({ min: 0, max: 2 }),
  p: fc.stringMatching(/^[\w.~:/-]{0,5}$/),
  q: fc.constantFrom('0', 'https://news.example/a'),
})
