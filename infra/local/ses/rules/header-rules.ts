import { badRequest } from '../ses-error.ts'
import type { NameValue } from '../store/accepted-call.ts'
import { HEADERS_ONCE } from './headers-once.ts'

/** MessageHeader: a name has 1 to 126 characters of printable ASCII without the colon. */
const checkHeaderName = (name: string): void => {
  if (!/^[!-9;-~]{1,126}$/u.test(name)) throw badRequest(`Header name is invalid: <${name.slice(0, 150)}>.`)
}

/** MessageHeader: a value has at most 995 characters of printable ASCII; name and value together at most 996. */
const checkHeaderValue = (header: NameValue): void => {
  const { name, value } = header
  if (!/^[ -~]{1,995}$/u.test(value))
    throw badRequest(
      `Header value is invalid for header <${name}>: 1 to 995 printable ASCII characters are allowed.`,
    )
  if (name.length + value.length > 996) throw badRequest(`Header <${name}> is longer than 996 characters.`)
}

/** MessageHeaderList: at most 15 headers. */
const checkHeaderCount = (headers: NameValue[]): void => {
  if (headers.length > 15) throw badRequest(`Headers: ${headers.length} given, at most 15 are allowed.`)
}

/** The fields of `HEADERS_ONCE` may appear only once, whatever their case. */
const checkHeadersOnce = (headers: NameValue[]): void => {
  const seen = new Set<string>()
  for (const name of headers.map((header) => header.name.toLowerCase())) {
    if (HEADERS_ONCE.has(name) && seen.has(name)) throw badRequest(`Duplicate header '${name}'.`)
    seen.add(name)
  }
}

/** The fields that SES writes from other parts of the request cannot be given as custom headers. */
const checkHeadersNotReserved = (headers: NameValue[]): void => {
  const reserved = new Set([
    'bcc',
    'cc',
    'content-transfer-encoding',
    'content-type',
    'from',
    'mime-version',
    'reply-to',
    'return-path',
    'sender',
    'subject',
    'to',
  ])
  const found = headers.find((header) => reserved.has(header.name.toLowerCase()))
  if (found) throw badRequest(`Header '${found.name}' must be set by its own field of the request.`)
}

export const checkHeaders = (headers: NameValue[]): void => {
  checkHeaderCount(headers)
  for (const header of headers) {
    checkHeaderName(header.name)
    checkHeaderValue(header)
  }
  checkHeadersOnce(headers)
  checkHeadersNotReserved(headers)
}

/** "Header fields" of the developer guide: SES overwrites Date and Message-ID with its own. */
export const dropOverwritten = (headers: NameValue[]): NameValue[] =>
  headers.filter((header) => !['date', 'message-id'].includes(header.name.toLowerCase()))

/** BulkEmailEntry.ReplacementHeaders: the same name replaces, a new name is added, an absent one falls back. */
export const mergeHeaders = (defaults: NameValue[] = [], replacements: NameValue[] = []): NameValue[] => {
  const replaced = new Set(replacements.map((header) => header.name.toLowerCase()))
  return [...defaults.filter((header) => !replaced.has(header.name.toLowerCase())), ...replacements]
}
