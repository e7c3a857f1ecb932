import type { Code } from './disposition.ts'
import { type Answer, type Consequence, consequenceOfException, consequenceOfStatus } from './ses-answers.ts'

export interface Settlement {
  readonly codes: Code[]
  /** Some readers wait for another call. */
  readonly retry: boolean
  /** The digest must pause, with SES's words. */
  readonly pause?: string
}

const codeAfter = (consequence: Consequence): Code =>
  typeof consequence === 'object' ? consequence.fails : '.'

/** The codes of a batch after a call's answer; `~` marks who was in the call. */
export const settle = (codes: readonly Code[], answer: Answer): Settlement => {
  const called = codes.flatMap((code, position) => (code === '~' ? [position] : []))
  const after = [...codes]
  const setAll = (code: Code): void => {
    for (const position of called) after[position] = code
  }
  if (answer.kind === 'not-sent') {
    setAll('.')
    return { codes: after, retry: true }
  }
  if (answer.kind === 'unknown' || (answer.kind === 'answered' && answer.entries.length !== called.length)) {
    setAll('?')
    return { codes: after, retry: false }
  }
  if (answer.kind === 'refused') {
    const consequence = consequenceOfException(answer.error, answer.words, called.length)
    setAll(codeAfter(consequence))
    const pause = consequence === 'pause' ? { pause: `${answer.error}: ${answer.words}` } : {}
    return { codes: after, retry: consequence === 'retry', ...pause }
  }
  let retry = false
  let pause: string | undefined
  for (const [index, position] of called.entries()) {
    const { status = '', words = '' } = answer.entries[index] ?? {}
    if (status === 'SUCCESS') {
      after[position] = 'a'
      continue
    }
    const consequence = consequenceOfStatus(status)
    after[position] = codeAfter(consequence)
    if (consequence === 'retry') retry = true
    if (consequence === 'pause') pause ??= `${status}: ${words}`
  }
  return { codes: after, retry, ...(pause !== undefined && { pause }) }
}
