/** A word as two texts are compared by it. */
export interface Word {
  readonly word: string
  /** How much it says: two for a word, one for a character of a script without blanks. */
  readonly weight: number
  /** In running text a number or, as far as capitals and katakana show it, a name. */
  readonly names: boolean
}

// Scripts written without blanks, or with blanks that editors move (Korean). Each character is a word of its own: the
// dictionary of `Intl.Segmenter` parts a phrase by what stands beside it, and differently from one Node to the next.
const BLANKLESS =
  '[[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmr}\\p{scx=Mymr}\\p{scx=Tibt}]&&\\p{L}]'
const WORD = new RegExp(`(${BLANKLESS}\\p{M}*)|[[\\p{L}\\p{M}\\p{N}]--${BLANKLESS}]+`, 'gv')

const ACCENTS = /[\u0300-\u036F\u0640\u064B-\u065F\u0670]/g
const INITIALS = /(?<![\p{L}\p{N}])(?:\p{L}\.){2,}/gu
const KATAKANA = /\p{scx=Kana}/u
const CUT = /\s*(?:…|\.{3}|\[(?:…|\.{3})\])\s*$/

/** What copying changes: accents, vowel signs and tatweel, the digits of a script, marks within numbers and initials. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/(?<=\p{Nd})[.,’'](?=\p{Nd})/gu, '')
    .replace(INITIALS, (initials) => initials.replaceAll('.', ''))

export const hasNumber = (word: string): boolean => /\p{N}/u.test(word)

/** A full stop after one or two letters is an abbreviation's: “Mr. Adeyo” does not open with a name. */
const opensSentence = (between: string, before: string | undefined): boolean =>
  before === undefined || /[^\s,.'’&-]/u.test(between) || (between.includes('.') && before.length > 2)

/** The words of a text in its order, lower case. The last one of a cut text may be a part of a word, and is left out. */
export const wordsOf = (text: string): Word[] => {
  const cut = CUT.test(text)
  const readable = plain(text.replace(CUT, ''))
  const words: Word[] = []
  let [end, before]: [number, string | undefined] = [0, undefined]
  for (const { 0: word, 1: character, index } of readable.matchAll(WORD)) {
    const isLarge = word.length > 1 && /^\p{Lu}/u.test(word)
    const names =
      hasNumber(word) ||
      KATAKANA.test(word) ||
      (isLarge && !opensSentence(readable.slice(end, index), before))
    words.push({
      word: word.toLowerCase().replace(ACCENTS, ''),
      weight: character === undefined ? 2 : 1,
      names,
    })
    ;[end, before] = [index + word.length, word]
  }
  return cut ? words.slice(0, -1) : words
}

const SHINGLE_WEIGHT = 6

/** The shingles of a text, three words or six characters each, with the weight of the first (w-shingling: Broder 1997). */
export const shinglesOf = (words: readonly Word[]): Map<string, number> => {
  const shingles = new Map<string, number>()
  let [end, weight] = [0, 0]
  for (const [start, first] of words.entries()) {
    while (weight < SHINGLE_WEIGHT && end < words.length) weight += words[end++]?.weight ?? 0
    if (weight < SHINGLE_WEIGHT) break
    const shingle = words.slice(start, end).map(({ word }) => word)
    shingles.set(shingle.join(' '), first.weight)
    weight -= first.weight
  }
  return shingles
}
