const WORD_BYTES = 45 // 60 base64 characters and 12 of frame: an encoded-word may have 75 (RFC 2047 §2)

/** Angle brackets and what looks like an encoded-word are misread even inside quotes. */
const canBeQuoted = (text: string): boolean => /^[ -~]*$/.test(text) && !/[<>]|=\?/.test(text)

/** RFC 2047 encoded-words of whole characters each. */
const encodedWords = (text: string): string => {
  const words = ['']
  for (const character of text) {
    const last = words.at(-1) ?? ''
    if (Buffer.byteLength(last + character) > WORD_BYTES) words.push(character)
    else words[words.length - 1] = last + character
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ')
}

/** A display name with its address as a From header wants it: quoted, or in encoded-words. The name must be one line. */
export const mailbox = (name: string, address: string): string =>
  `${canBeQuoted(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : encodedWords(name)} <${address}>`
