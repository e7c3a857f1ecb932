import { createHash, randomUUID } from 'node:crypto'

/** SES's look: sixteen hex digits of time, a UUID, a counter that is zero. */
export const newMessageId = (time: number): string =>
  `0100${time.toString(16).padStart(12, '0')}-${randomUUID()}-000000`

/** The same for each publication of the same event, so that repeats can be recognised as such. */
export const feedbackIdOf = (messageId: string, kind: string): string => {
  const hex = createHash('sha256').update(`${kind}${messageId}`).digest('hex')
  const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/u, '$1-$2-$3-$4-$5')
  return `${messageId.slice(0, 16)}-${uuid}-000000`
}
