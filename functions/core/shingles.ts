/** A word as two texts are compared by it. */
export interface Word {
  readonly word: string
  /** In running text a number or, as far as capitals and katakana show it, a name. */
  readonly names: boolean
}

// Scripts written without blanks, or with blanks that editors move (Korean). Each character is a word of its own:
// a dictionary (`Intl.Segmenter`) costs fifty times as much and parts a phrase differently where it was cut.
const BLANKLESS =
  '[[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmr}\\p{scx=Mymr}\\p{scx=Tibt}]&&\\p{L}]'
const WORD = new RegExp(`${BLANKLESS}\\p{M}*|[[\\p{L}\\p{M}\\p{N}]--${BLANKLESS}]+`, 'gv')
const IS_BLANKLESS = new RegExp(`^${BLANKLESS}`, 'v')

const ACCENTS = /[\u0300-\u036F\u0640\u064B-\u065F\u0670]/g
const INITIALS = /(?<![\p{L}\p{N}])(?:\p{L}\.){2,}/gu
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

const isName = (word: string, opens: boolean): boolean =>
  hasNumber(word) || /\p{scx=Kana}/u.test(word) || (!opens && word.length > 1 && /^\p{Lu}/u.test(word))

/** A full stop after one or two letters is an abbreviation's: “Mr. Adeyo” does not open with a name. */
const opensSentence = (between: string, before: string | undefined): boolean =>
  before === undefined || /[^\s,.'’&-]/u.test(between) || (between.includes('.') && before.length > 2)

/** The words of a text in its order, lower case. The last one of a cut text may be a part of a word, and is left out. */
export const wordsOf = (text: string): Word[] => {
  const cut = CUT.test(text)
  const readable = plain(text.replace(CUT, ''))
  const words: Word[] = []
  let [end, before]: [number, string | undefined] = [0, undefined]
  for (const { 0: word, index } of readable.matchAll(WORD)) {
    const opens = opensSentence(readable.slice(end, index), before)
    words.push({ word: word.toLowerCase().replace(ACCENTS, ''), names: isName(word, opens) })
    ;[end, before] = [index + word.length, word]
  }
  return cut ? words.slice(0, -1) : words
}

/** How much a word says: two for a word, one for a character of a script without blanks. */
export const weightOf = (word: string): number => (IS_BLANKLESS.test(word) ? 1 : 2)
export const weigh = (words: Iterable<string>): number => {
  let weight = 0
  for (const word of words) weight += weightOf(word)
  return weight
}

const SHINGLE_WEIGHT = 6

/** The shingles of a text, three words or six characters each, with the weight of the first (w-shingling: Broder 1997). */
export const shinglesOf = (words: readonly string[]): Map<string, number> => {
  const shingles = new Map<string, number>()
  for (let start = 0, end = 0, weight = 0; start < words.length; start++) {
    while (weight < SHINGLE_WEIGHT && end < words.length) weight += weightOf(words[end++] ?? '')
    if (weight < SHINGLE_WEIGHT) break
    const first = weightOf(words[start] ?? '')
    shingles.set(words.slice(start, end).join(' '), first)
    weight -= first
  }
  return shingles
}
