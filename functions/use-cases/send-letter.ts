import { Conflict } from '#functions/core/errors.ts'
import type { Instant } from '#functions/core/instant.ts'
import { type Letter, type LetterKind, letterTo, letterWords } from '#functions/core/letter.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { consequenceOfException } from '#functions/core/ses-answers.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import type { Clock, LetterBook, LetterMailer, LetterRenderer, Log } from './ports.ts'

export interface LetterDeps {
  letterBook: LetterBook
  letterMailer: LetterMailer
  letterRenderer: LetterRenderer
  publicOrigin: string
  clock: Clock
  warn: Log
}

export interface LetterToSend {
  readonly newsletter: Newsletter
  readonly to: Pick<Subscriber, 'id' | 'address' | 'language'>
  readonly kind: LetterKind
  /** Where its one link leads, below the public origin. */
  readonly path: string
  /** Makes the link lead there; done only once the letter may be sent. */
  readonly prepare?: () => Promise<void>
  /** The request that it answers: one letter each. */
  readonly request: { readonly id: string; readonly at: Instant }
}

/** Letters of one group that an address gets in 24 hours, at most. */
const MOST_A_DAY = 3

const GROUPS: Readonly<Partial<Record<LetterKind, string>>> = {
  // Whichever of them it is: who signs somebody else up again and again cannot fill an inbox.
  confirm: 'sign-up',
  known: 'sign-up',
  welcome: 'sign-up',
}

const groupOf = ({ kind, newsletter }: LetterToSend): string =>
  // All newsletters ask on the same day, and an end follows from an answer that does not come.
  kind === 'still' || kind === 'prove' ? `${kind}-${newsletter.slug}` : (GROUPS[kind] ?? kind)

/** What came of a letter. `unknown`: it may have left; `refused`: SES does not take it; `too-many`: so many had left that day. */
export type LetterOutcome = 'sent' | 'unknown' | 'refused' | 'too-many'

const compose = async (deps: LetterDeps, { newsletter, to, kind, path }: LetterToSend): Promise<Letter> => {
  const url = `${deps.publicOrigin}${path}`
  const words = letterWords(newsletter, kind, to.language ?? newsletter.language, url)
  return letterTo(to.address, newsletter, kind, words, await deps.letterRenderer.render(words))
}

const WAITS = ['retry', 'slow-down', 'quota']

/** Mails a letter, once a request and at most three of a group in 24 hours. What may have left is never sent again; what certainly did not, and was not refused for good, comes back to the queue. */
export const sendLetter = async (deps: LetterDeps, wanted: LetterToSend): Promise<LetterOutcome> => {
  const { newsletter, to, kind, request } = wanted
  const letter = await compose(deps, wanted)
  const lost = (why: string) =>
    deps.warn('letter not answered for', { kind, newsletter: newsletter.slug, why })
  const claim = { id: request.id, group: groupOf(wanted), at: deps.clock() }
  const claimed = await deps.letterBook.claim(to.id, claim, MOST_A_DAY)
  if (claimed === 'sent') return 'sent'
  if (claimed === 'too-many') {
    deps.warn('letter not sent', { kind, newsletter: newsletter.slug, why: 'too many a day' })
    return 'too-many'
  }
  if (claimed === 'begun') {
    lost('an earlier try was cut short')
    return 'unknown'
  }
  const release = () => deps.letterBook.release(to.id, claim)
  await wanted.prepare?.().catch(async (error) => {
    await release()
    throw error
  })
  const answer = await deps.letterMailer.send(letter)
  if (answer.kind === 'answered') {
    await deps.letterBook.markSent(to.id, claim)
    return 'sent'
  }
  const error = answer.kind === 'refused' ? answer.error : answer.kind
  const consequence = answer.kind === 'refused' ? consequenceOfException(error, answer.words) : undefined
  if (answer.kind === 'not-sent' || WAITS.includes(String(consequence))) {
    await release()
    throw new Conflict(`A letter has to wait: ${error}.`)
  }
  lost(error)
  return answer.kind === 'refused' ? 'refused' : 'unknown'
}
