import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dynamoLetterBook } from '#functions/adapters/dynamodb/letter-book.ts'
import { ExpectedError } from '#functions/core/errors.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import type { LetterKind } from '#functions/core/letter.ts'
import { type Answer, EXCEPTIONS } from '#functions/core/ses-answers.ts'
import { type LetterDeps, sendLetter } from '#functions/use-cases/send-letter.ts'
import { aNewsletter, aSubscriber, at } from '#tests/support/builders.ts'
import { memoryTable, TableStore } from '#tests/support/memory-table.ts'

const NOW = at('2099-11-24T07:00:00Z')

/** A moment at which a worker can be killed: before or after what it awaits is done. */
interface Kill {
  readonly step: 'render' | 'claim' | 'link' | 'call' | 'record' | 'release'
  readonly when: 'before' | 'after'
}

class Killed extends Error {}

/** A person's letters, mailed by workers of which each may be killed once. */
const aDesk = () => {
  const book = dynamoLetterBook(
    memoryTable(new TableStore(), {
      request: async (_, effect) => effect(),
      now: Date.now,
      indexDelayMs: () => 0,
      pageSize: () => 10,
    }),
  )
  const calls: Answer[] = []
  const links: string[] = []
  const warned: string[] = []

  /** One try of a worker: what it answered, `killed`, or what it threw. */
  const work = async (
    request: { id: string; kind?: LetterKind; newsletter?: string },
    answer: Answer,
    kill?: Kill,
    seconds = 0,
  ): Promise<string> => {
    let die: (error: Error) => void = () => {}
    const death = new Promise<never>((_, reject) => {
      die = reject
    })
    // Nothing runs on in a worker that was killed: what it awaits never comes.
    const killed = (): Promise<never> => {
      die(new Killed())
      return new Promise(() => {})
    }
    const step = async <T>(name: Kill['step'], effect: () => Promise<T> | T): Promise<T> => {
      if (kill?.step === name && kill.when === 'before') return killed()
      const done = await effect()
      return kill?.step === name ? killed() : done
    }
    const deps: LetterDeps = {
      letterBook: {
        claim: (...claim) => step('claim', () => book.claim(...claim)),
        markSent: (...claim) => step('record', () => book.markSent(...claim)),
        release: (...claim) => step('release', () => book.release(...claim)),
      },
      letterMailer: {
        send: () =>
          step('call', () => {
            calls.push(answer)
            return answer
          }),
      },
      letterRenderer: { render: () => step('render', () => ({ html: '', text: '' })) },
      publicOrigin: 'https://news.example',
      clock: () => plusSeconds(NOW, seconds),
      warn: (event) => warned.push(event),
      alarm: () => {},
    }
    const letter = {
      newsletter: aNewsletter({ slug: request.newsletter ?? 'sample' }),
      to: aSubscriber(),
      kind: request.kind ?? 'confirm',
      path: '/link/1',
      prepare: () => step('link', () => void links.push(request.id)),
      request: { id: request.id },
    } as const
    try {
      return await Promise.race([sendLetter(deps, letter), death])
    } catch (error) {
      if (error instanceof Killed) return 'killed'
      if (error instanceof ExpectedError) return error.name
      throw error
    }
  }
  return { work, calls, links, warned }
}

const SENT: Answer = { kind: 'answered', entries: [{ status: 'SUCCESS' }] }
const MOST_TRIES = 20

/** Whether nobody can have got the letter of a call. */
const isCertainlyNotSent = ({ kind }: Answer): boolean => kind === 'not-sent' || kind === 'refused'

const answers = fc.oneof(
  fc.constant(SENT),
  fc.constant<Answer>({ kind: 'not-sent', words: '' }),
  fc.constant<Answer>({ kind: 'unknown', words: '' }),
  fc
    .constantFrom(...Object.keys(EXCEPTIONS), 'SomethingNewException')
    .map((error): Answer => ({ kind: 'refused', error, words: '' })),
)
const kills = fc.record<Kill>({
  step: fc.constantFrom('render', 'claim', 'link', 'call', 'record', 'release'),
  when: fc.constantFrom('before', 'after'),
})
const tries = fc.array(fc.tuple(answers, fc.option(kills, { nil: undefined })), { maxLength: MOST_TRIES })

test('wherever its worker is killed and whatever SES says, a letter is mailed once, or its loss is told', async () => {
  await fc.assert(
    fc.asyncProperty(tries, async (worked) => {
      const desk = aDesk()
      let outcome = 'killed'
      for (const [answer, kill] of worked) {
        outcome = await desk.work({ id: 'one' }, answer, kill)
        // Acknowledged: it does not come back.
        if (!['killed', 'Conflict', 'HeldBack'].includes(outcome)) break
      }
      const isDeadLetter = ['killed', 'Conflict', 'HeldBack'].includes(outcome)
      expect(desk.calls.slice(0, -1).every(isCertainlyNotSent)).toBe(true)
      expect(desk.calls.includes(SENT) || isDeadLetter || desk.warned.length > 0).toBe(true)
      if (outcome === 'sent') expect(desk.calls.at(-1)).toBe(SENT)
      if (desk.calls.length > 0) expect(desk.links).toContain('one')
    }),
    { numRuns: 1000 },
  )
})

test('a worker that is killed while it writes a letter loses nothing, and makes no link that nobody gets', async () => {
  const desk = aDesk()
  for (const when of ['before', 'after'] as const)
    expect(await desk.work({ id: 'one' }, SENT, { step: 'render', when })).toBe('killed')
  expect(desk.links).toEqual([])
  expect(await desk.work({ id: 'one' }, SENT)).toBe('sent')
  expect(desk.links).toEqual(['one'])
})

test('what left is known to have left, also when the request comes again; what was cut short is not', async () => {
  const desk = aDesk()
  expect(await desk.work({ id: 'one' }, SENT)).toBe('sent')
  expect(await desk.work({ id: 'one' }, SENT)).toBe('sent')
  expect(await desk.work({ id: 'other' }, SENT, { step: 'record', when: 'before' })).toBe('killed')
  expect(await desk.work({ id: 'other' }, SENT)).toBe('unknown')
  expect(desk.calls).toHaveLength(2)
})

test.each<[LetterKind, LetterKind]>([
  ['confirm', 'known'],
  ['erase', 'erase'],
])(
  'an address gets three letters of a group in 24 hours, from all newsletters together: %s, %s',
  async (kind, other) => {
    const desk = aDesk()
    const mail = (id: string, of: LetterKind, seconds = 0) =>
      desk.work({ id, kind: of, newsletter: id }, SENT, undefined, seconds)
    expect(await mail('a', kind)).toBe('sent')
    expect(await mail('b', other)).toBe('sent')
    expect(await mail('c', kind)).toBe('sent')
    expect(await mail('d', other)).toBe('too-many')
    expect(desk.warned).toEqual(['letter not sent'])
    expect(await mail('d', other, 86_401)).toBe('sent')
  },
)

test('but for the yearly question, which each newsletter asks for itself', async () => {
  const desk = aDesk()
  for (const slug of ['a', 'b', 'c', 'd', 'e'])
    for (const kind of ['still', 'prove'] as const)
      expect(await desk.work({ id: `${kind}-${slug}`, kind, newsletter: slug }, SENT)).toBe('sent')
})
