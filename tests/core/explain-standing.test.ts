import { describe, expect, test } from 'vitest'
import { CODES, type Code, Feedback } from '#functions/core/disposition.ts'
import { explain } from '#functions/core/explain-standing.ts'
import { SLOT_AT } from '#tests/support/builders.ts'

const SENDING = { kind: 'regular', status: 'sending' } as const
const called = { batch: '2-41', dueAt: SLOT_AT, calledAt: SLOT_AT, feedback: 'none' } as const
const of = (code: Code) => ({ ...called, ...CODES[code] })
const at = SLOT_AT

describe('what became of a reader', () => {
  test.each([
    ['none', 'SES has reported nothing since'],
    ['delayed', 'its delivery is delayed'],
    ['delivered', 'it was delivered'],
    ['bounced', 'it bounced'],
    ['complained', 'the reader complained'],
  ] as const)('who was accepted, with feedback %s', (feedback, words) => {
    expect(explain(SENDING, { ...of('a'), feedback })).toBe(
      `SES accepted the mail at ${at}, in batch 2-41; ${words}.`,
    )
  })

  test('who was excluded at the freeze, or in a batch', () => {
    const { batch: _, ...atTheFreeze } = of('p')
    expect(explain(SENDING, atTheFreeze)).toBe('Excluded at the freeze: they had paused their subscription.')
    expect(explain(SENDING, of('u'))).toBe('Excluded in batch 2-41: they had unsubscribed.')
    expect(explain({ ...SENDING, status: 'cancelled' }, of('x'))).toBe(
      'Excluded in batch 2-41: the digest was cancelled before their turn.',
    )
  })

  test('who gets the digests of the other kind', () => {
    expect(explain(SENDING, of('f'))).toContain('they chose a round-up once a month, or got the one')
    expect(explain({ ...SENDING, kind: 'round-up' }, of('f'))).toContain('they get every digest, or got')
  })

  test('who failed', () => {
    expect(explain(SENDING, of('M'))).toBe(
      `Failed at ${at}, in batch 2-41: SES refused the mail (MESSAGE_REJECTED).`,
    )
    const later = { ...called, disposition: 'failed', reason: 'rendering-failed' } as const
    expect(explain(SENDING, later)).toContain('SES accepted the mail and then could not render it.')
  })

  test('who is uncertain, and who was left so', () => {
    const words = `Uncertain: the answer to the call at ${at}, in batch 2-41, was lost, and SES has reported nothing.`
    expect(explain(SENDING, of('?'))).toBe(words)
    expect(explain(SENDING, of('!'))).toBe(`${words} An admin left it so.`)
  })

  test('who waits, and for what', () => {
    const { calledAt: _, ...waiting } = of('.')
    expect(explain(SENDING, waiting)).toBe(`Waits in batch 2-41, due at ${at}.`)
    expect(explain({ ...SENDING, status: 'approved' }, waiting)).toBe(
      `Waits in batch 2-41, due at ${at}. The digest is approved.`,
    )
    expect(explain({ ...SENDING, status: 'paused', reason: 'The day is used up.' }, waiting)).toBe(
      `Waits in batch 2-41, due at ${at}. The digest is paused: The day is used up.`,
    )
  })

  const everyStanding = (Object.keys(CODES) as Code[]).flatMap((code) =>
    Feedback.options.map((feedback) => ({ ...of(code), feedback })),
  )

  test('is told in a sentence of its own for every code and feedback that differ', () => {
    const sentences = new Map<string, string>()
    for (const { disposition, feedback, ...rest } of everyStanding) {
      const reason = 'reason' in rest ? rest.reason : undefined
      const sentence = explain(SENDING, { disposition, feedback, ...rest })
      const meaning = [disposition, reason, disposition === 'accepted' && feedback].join(' ')
      expect(sentences.get(sentence) ?? meaning).toBe(meaning)
      sentences.set(sentence, meaning)
      expect(sentence).toMatch(/^[A-Z].*\.$/)
      // Nobody should have to know a reason by its code.
      if (reason !== undefined) expect(sentence).not.toContain(`: ${reason}.`)
    }
  })
})
