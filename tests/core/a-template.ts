import fc from 'fast-check'
import { escapeText, sentinel } from '#functions/core/sentinels.ts'

/** What a title may hold that wants to be more than a title. */
const HOSTILE = [
  '{{#if c1}}',
  '{{/if}}',
  '{{{raw}}}',
  '{{total}}',
  '{',
  '}',
  '}}',
  '\\',
  '\\{{x}}',
  '\u0002',
  '\u0003',
  '\u0002total\u0003',
  '\u0000',
  '\r\n',
  '\n',
  '</mj-text>',
  '<script>',
  '<!--',
  '-->',
  '&amp;',
  '"',
  "'",
  '{% raw %}',
  '$&',
  '$1',
  ' ',
  'é',
  '日本',
  '😀',
]

export const aHostileText = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 5, unit: 'grapheme' })), {
    maxLength: 12,
  })
  .map((pieces) => pieces.join(''))

const FLAGS = ['a', 'b', 'n']

/** A text part of the small grammar, with sentinels where SES has to fill in. */
export const aTemplate: fc.Arbitrary<string> = fc.letrec<{ body: string; piece: string }>((tie) => ({
  body: fc.array(tie('piece'), { maxLength: 4 }).map((pieces) => pieces.join('')),
  piece: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(
      // Handlebars' own lexer ends at NUL, which plain text never holds.
      aHostileText.map((text) => escapeText(text.replaceAll('\u0000', ''))),
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
