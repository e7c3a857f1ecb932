/** What the standards of mail say. */
export const STANDARDS = {
  'RFC 1034 §3.1': { 'label-length': 'a label of a domain has at most 63 characters' },
  'RFC 5321 §4.5.3.1.1': { 'local-part-length': 'what stands before the @ has at most 64 characters' },
  'RFC 5322 §2.1.1': { 'line-length': 'a line should have at most 78 characters' },
  'RFC 5322 §2.2.3': { 'folded-headers': 'a long header is folded before white space and unfolds to itself' },
  'RFC 2047 §2': { 'encoded-words': 'an encoded-word has at most 75 characters; words in a row read as one' },
  'RFC 2045 §6.8': { 'base64-bodies': 'a body in base64 decodes to the bytes that went in' },
} as const
