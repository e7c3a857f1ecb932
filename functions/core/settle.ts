import { CODES, type Code, type FailureCode, isFailure } from './disposition.ts'
import {
  type Answer,
  type Consequence,
  consequenceOfException,
  consequenceOfStatus,
  type EntryAnswer,
} from './ses-answers.ts'

export interface Settlement {
  readonly codes: Code[]
  /** Readers whom the next call may hold, after a refusal that was halved; absent: all who wait. */
  readonly most?: number
  /** Who still waits is called again: at once, or after a pause that grows. */
  readonly again?: 'now' | 'later'
  /** SES was called too fast. */
  readonly slowDown: boolean
  /** The digest must pause: for the day’s quota, or for a person, with SES’s words. */
  readonly pause?: { readonly cause: 'quota' | 'ses' | 'alike'; readonly words: string }
}

/** So many readers refused alike, and nobody accepted, speak of the mail and not of the readers. */
export const UNIFORM = 5

const fails = (consequence: Consequence): consequence is { fails: FailureCode } =>
  typeof consequence === 'object'

const pauseOf = (consequence: Consequence, words: string): Pick<Settlement, 'pause'> => {
  if (consequence === 'quota') return { pause: { cause: 'quota', words } }
  return consequence === 'pause' ? { pause: { cause: 'ses', words } } : {}
}

const shareFailure = (codes: readonly Code[]): Code | undefined => {
  const [first, ...others] = codes
  const alike = first !== undefined && isFailure(first) && others.every((one) => one === first)
  return alike && codes.length >= UNIFORM ? first : undefined
}

/** The failure that a whole call shares, or all of a batch that was called so far. */
const uniformFailure = (codes: readonly Code[], called: readonly number[]): Code | undefined => {
  const mailed = (code: Code) => ['accepted', 'failed', 'uncertain'].includes(CODES[code].disposition)
  return shareFailure(called.map((position) => codes[position] ?? '.')) ?? shareFailure(codes.filter(mailed))
}

const withoutUniform = (settlement: Settlement, called: readonly number[], words: string): Settlement => {
  const shared = uniformFailure(settlement.codes, called)
  if (shared === undefined) return settlement
  return {
    codes: settlement.codes.map((code) => (code === shared ? '.' : code)),
    slowDown: settlement.slowDown,
    pause: { cause: 'alike', words: `SES refuses reader after reader alike: ${words}` },
  }
}

/** Looks at a settlement whose refusals SES told in these words. */
type Judge = (settlement: Settlement, words: string) => Settlement

const put = (codes: readonly Code[], positions: readonly number[], code: Code): Code[] => {
  const after = [...codes]
  for (const position of positions) after[position] = code
  return after
}

const settleRefusal = (
  codes: readonly Code[],
  called: readonly number[],
  most: number | undefined,
  { error, words }: Extract<Answer, { kind: 'refused' }>,
  judge: Judge,
): Settlement => {
  const consequence = consequenceOfException(error, words)
  const told = `${error}: ${words}`
  const waiting = put(codes, called, '.')
  if (!fails(consequence)) {
    const pause = pauseOf(consequence, told)
    const again = pause.pause === undefined && ({ again: 'later' } as const)
    return {
      codes: waiting,
      slowDown: consequence === 'slow-down',
      ...(most && { most }),
      ...again,
      ...pause,
    }
  }
  // Of several readers it says nothing of any one: half of them are called next, down to the one who is refused.
  if (called.length > 1)
    return { codes: waiting, most: Math.ceil(called.length / 2), again: 'now', slowDown: false }
  const failed = put(codes, called, consequence.fails)
  const more = failed.includes('.') && ({ again: 'now', most: 2 } as const)
  return judge({ codes: failed, slowDown: false, ...more }, told)
}

const settleEntries = (
  codes: readonly Code[],
  called: readonly number[],
  most: number | undefined,
  entries: readonly EntryAnswer[],
  judge: Judge,
): Settlement => {
  const after = [...codes]
  const seen = new Set<Consequence>()
  let pause: Settlement['pause']
  let refused = ''
  for (const [index, position] of called.entries()) {
    const { status = '', words = '' } = entries[index] ?? {}
    const consequence = consequenceOfStatus(status)
    const told = `${status}: ${words}`
    seen.add(consequence)
    if (fails(consequence)) refused ||= told
    after[position] = fails(consequence) ? consequence.fails : consequence === 'accepted' ? 'a' : '.'
    pause ??= pauseOf(consequence, told).pause
  }
  const slowDown = seen.has('slow-down')
  const waits = slowDown || seen.has('retry')
  const rest = after.includes('.') && pause === undefined
  const next = most !== undefined && most * 2 < codes.length && { most: most * 2 }
  return judge(
    {
      codes: after,
      slowDown,
      ...next,
      ...(rest && { again: waits ? 'later' : 'now' }),
      ...(pause && { pause }),
    },
    refused,
  )
}

/** The codes of a batch after a call's answer, and what comes next; `~` marks who was in the call, of at most `most` readers. `heeded`: a person knows that readers are refused alike, and has them fail. */
export const settle = (codes: readonly Code[], answer: Answer, most?: number, heeded = false): Settlement => {
  const called = codes.flatMap((code, position) => (code === '~' ? [position] : []))
  const judge: Judge = (settlement, words) =>
    heeded ? settlement : withoutUniform(settlement, called, words)
  switch (answer.kind) {
    case 'not-sent':
      return { codes: put(codes, called, '.'), slowDown: false, ...(most && { most }), again: 'later' }
    case 'refused':
      return settleRefusal(codes, called, most, answer, judge)
    case 'answered':
      if (answer.entries.length === called.length)
        return settleEntries(codes, called, most, answer.entries, judge)
  }
  const unknown = put(codes, called, '?')
  return { codes: unknown, slowDown: false, ...(unknown.includes('.') && { again: 'now' }) }
}
