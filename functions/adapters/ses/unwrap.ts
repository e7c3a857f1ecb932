/** What was in some wrappers; `envelope` is the innermost of SNS, whose signature speaks for the payload. */
export interface Unwrapped {
  readonly payload: unknown
  readonly envelope?: unknown
}

type Fields = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** No wrapper of AWS is put into so many others. */
const MOST_LAYERS = 10

/** The JSON in a text, or the text. */
const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** What lies in a wrapper, if it is one: SNS's envelope, the records of SNS or SQS to Lambda, what SQS answers, EventBridge's event. */
const layer = (value: Fields): { readonly inner: unknown; readonly isEnvelope?: true } | undefined => {
  if (typeof value.eventType === 'string' || typeof value.notificationType === 'string') return undefined
  if (Array.isArray(value.Records)) return { inner: value.Records }
  if (Array.isArray(value.Messages)) return { inner: value.Messages }
  if (isObject(value.Sns)) return { inner: value.Sns }
  if (typeof value.Message === 'string' || isObject(value.Message)) {
    // SNS's own questions carry words in their message, and no event.
    const isQuestion = typeof value.Type === 'string' && value.Type.endsWith('Confirmation')
    return isQuestion ? undefined : { inner: value.Message, isEnvelope: true }
  }
  if (typeof value.body === 'string') return { inner: value.body }
  if (typeof value.Body === 'string') return { inner: value.Body }
  const isOfSes = value.source === undefined || value.source === 'aws.ses'
  return isOfSes && isObject(value.detail) ? { inner: value.detail } : undefined
}

/** The payloads in a saved document, in all the wrappers in which AWS delivers them, one in another. What is no wrapper is a payload. */
export const unwrap = (value: unknown, envelope?: unknown, layers = 0): Unwrapped[] => {
  const payload: Unwrapped = { payload: value, ...(envelope !== undefined && { envelope }) }
  if (layers > MOST_LAYERS) return [payload]
  if (typeof value === 'string') {
    const json = jsonIn(value)
    return json === value ? [payload] : unwrap(json, envelope, layers + 1)
  }
  if (Array.isArray(value)) return value.flatMap((one) => unwrap(one, envelope, layers + 1))
  const found = isObject(value) ? layer(value) : undefined
  if (found === undefined) return [payload]
  return unwrap(found.inner, found.isEnvelope ? value : envelope, layers + 1)
}

/** Whether it is an object or a list, or a text that holds one. */
const isDocument = (value: unknown): boolean => {
  if (typeof value !== 'string') return typeof value === 'object' && value !== null
  const json = jsonIn(value)
  return json !== value && isDocument(json)
}

/** The pieces of a text of which each is one JSON document, if the text is well-formed: cut where no bracket and no string is open. */
const piecesOf = (text: string): string[] => {
  const pieces: string[] = []
  let [from, depth, isString] = [0, 0, false]
  for (const { 0: token, index } of text.matchAll(/\\.|["[\]{}]/g)) {
    if (token === '"') isString = !isString
    else if (!isString && token.length === 1) depth += token === '[' || token === '{' ? 1 : -1
    if (isString || depth > 0 || token.length > 1) continue
    pieces.push(text.slice(from, index + 1))
    from = index + 1
  }
  return text.slice(from).trim() === '' ? pieces : []
}

/** The payloads in a saved text: JSON documents one after the other, on one line or many; or one a line with other lines between, each judged by itself. Undefined when it is no JSON at all. */
export const unwrapText = (text: string): Unwrapped[] | undefined => {
  const trimmed = text.trim()
  const whole = jsonIn(trimmed)
  if (whole !== trimmed) return unwrap(whole)
  const documents = piecesOf(trimmed)
  if (documents.length > 0 && documents.every(isDocument)) return documents.flatMap((one) => unwrap(one))
  const lines = trimmed.split(/\r\n?|\n/).filter((line) => line.trim() !== '')
  return lines.some(isDocument) ? lines.flatMap((line) => unwrap(line)) : undefined
}
