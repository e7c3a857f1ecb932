// 52 base64 characters: the word then fits behind `Subject: ` in a line of 76.
const MAX_BYTES = 39

/** RFC 2047: words of at most 75 characters, each holding whole characters; a reader joins them again. */
export const encodeWords = (text: string): string => {
  if (/^[\x20-\x7e]*$/u.test(text) && !text.includes('=?')) return text
  const words: string[] = []
  let word = ''
  for (const character of text) {
    if (Buffer.byteLength(word + character) > MAX_BYTES) {
      words.push(word)
      word = ''
    }
    word += character
  }
  words.push(word)
  return words.map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`).join(' ')
}
