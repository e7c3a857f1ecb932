import fc from 'fast-check'
import { oneLine } from '#functions/core/plain-text.ts'
import { anyCharacter } from './any-character.ts'

/** What a feed may say: of SES's templates, of Liquid, of MJML and HTML, of headers, of Unicode. */
export const HOSTILE_PIECES: readonly string[] = [
  ...[
    '{{',
    '}}',
    '{',
    '}',
    '{{{',
    '{{{raw}}}',
    '{{#if}}',
    '{{#if c0}}',
    '{{/if}}',
    '{{else}}',
    '{{total}}',
    '{{lb}}',
    '{{!--',
  ],
  ...['\\', '\\{{', '\\\\', '{%', '%}', '{% raw %}', '{{ name }}', '{%- shown "c0" -%}', '%%', '$&', '$1'],
  ...[
    '</mj-text><mj-raw>',
    '<mj-include path="/etc/passwd"/>',
    '<script>',
    '</script>',
    '</title>',
    '<style>',
  ],
  ...['<!--', '-->', '<![CDATA[', ']]>', '<!--[if mso]>', '" onload="', "' onload='", '&', '&amp;', '&#123;'],
  ...['&#0;', '&lt;', '&nbsp;', '<', '>', '"', "'", '`', '</a>', '</h3>', '<br>', '</bdi>'],
  ...[
    '\r\n',
    '\n',
    '\r',
    '\r\nBcc: eve@evil.example',
    '%0ABcc: eve@evil.example',
    '=?UTF-8?B?aGFjaw==?=',
    '=?',
  ],
  ...[
    '\u2028',
    '\u2029',
    '\u0085',
    '\u00a0',
    '\u200b',
    '\ufeff',
    '\u00ad',
    '\u200d',
    '\u202e',
    '\u2066',
    '\u200f',
  ],
  ...[
    'שלום',
    'مرحبا',
    'e\u0301',
    '日本語の見出し',
    '👩‍👩‍👧',
    '🏳️‍🌈',
    '\ud800',
    '\udc00',
    '\u0000',
    '\u0002',
    '\u0003',
    '\u0002#if c0\u0003',
  ],
  ...[
    '\u001b[31m',
    '\u007f',
    '\ufffe',
    '\ufffd',
    ' ',
    '  ',
    '\t',
    'plain words',
    'https://evil.example/?a=1&b=2',
  ],
]

/** Text put together from hostile pieces and random characters. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...HOSTILE_PIECES) },
      { weight: 1, arbitrary: fc.string({ unit: anyCharacter, maxLength: 6 }) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
    ),
    { maxLength: 7 },
  )
  .map((pieces) => pieces.join(''))

/** The same where something must be left of it. */
export const named = (text: string): string => (oneLine(text) === '' ? `${text}x` : text)
