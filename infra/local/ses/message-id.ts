import { createHash, randomUUID } from 'node:crypto'

/** SES's look: sixteen hex digits of time, a UUID, a counter that is zero. */
export function newMessageId(time: number): string {
  return `0100${time.toString(16).padStart(12, '0')}-${randomUUID()}-000000`
}

/** The same for each publication of the same event, so that repeats can be recognised as such. */
export function feedbackIdOf(messageId: string, kind: string): string {
  const hex = createHash('sha256').update(`${kind}${messageId}`).digest('hex')
  const uuid = [8, 4, 4, 4, 12].map((length, index, all) => {
    const start = all.slice(0, index).reduce((sum, part) => sum + part, 0)
    return hex.slice(start, start + length)
  })
  return `${messageId.slice(0, 16)}-${uuid.join('-')}-000000`
}
