import fc from 'fast-check'

/** Any code point, halves of pairs too. fast-check's own `binary` is the same, but lists a million of them first. */
export const anyCharacter = fc
  .integer({ min: 0, max: 0x10_ffff })
  .map((codePoint) => String.fromCodePoint(codePoint))
