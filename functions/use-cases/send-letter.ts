import { Conflict } from '#functions/core/errors.ts'
import type { Instant } from '#functions/core/instant.ts'
import { type LetterKind, letterTo, letterWords } from '#functions/core/letter.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { consequenceOfException } from '#functions/core/ses-answers.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import type { LetterBook, LetterMailer, LetterRenderer, Log } from './ports.ts'

export interface LetterDeps {
  letterBook: LetterBook
  letterMailer: LetterMailer
  letterRenderer: LetterRenderer
  publicOrigin: string
  warn: Log
}

export interface LetterToSend {
  readonly newsletter: Newsletter
  readonly to: Pick<Subscriber, 'id' | 'address' | 'language'>
  readonly kind: LetterKind
  /** Where its one link leads, below the public origin; asked for only once the letter may be sent. */
  readonly path: () => Promise<string> | string
  /** The request that it answers: one letter each. */
  readonly request: { readonly id: string; readonly at: Instant }
}

/** Letters of one group that an address gets in 24 hours, at most. */
const MOST_A_DAY = 3

/** Answers to a sign-up are one group, whichever of them it is: who signs somebody else up again and again cannot fill an inbox. */
const groupOf = (kind: LetterKind): string =>
  kind === 'confirm' || kind === 'known' || kind === 'welcome' ? 'sign-up' : kind

const WAITS = ['retry', 'slow-down', 'quota']

/** Mails a letter, once a request and at most three of a group in 24 hours. What may have left is never sent again; what certainly did not comes back to the queue. False when it was not to be sent. */
export const sendLetter = async (
  deps: LetterDeps,
  { newsletter, to, kind, path, request }: LetterToSend,
): Promise<boolean> => {
  const claim = { id: request.id, group: groupOf(kind), at: request.at }
  if (!(await deps.letterBook.claim(to.id, claim, MOST_A_DAY))) {
    deps.warn('letter not sent', { kind, newsletter: newsletter.slug, why: 'sent before, or too many a day' })
    return false
  }
  const words = letterWords(
    newsletter,
    kind,
    to.language ?? newsletter.language,
    `${deps.publicOrigin}${await path()}`,
  )
  const letter = letterTo(to.address, newsletter, kind, words, await deps.letterRenderer.render(words))
  const answer = await deps.letterMailer.send(letter)
  if (answer.kind === 'answered') return true
  const error = answer.kind === 'refused' ? answer.error : answer.kind
  const consequence = answer.kind === 'refused' ? consequenceOfException(error, answer.words) : undefined
  if (answer.kind === 'not-sent' || WAITS.includes(String(consequence))) {
    await deps.letterBook.release(to.id, claim)
    throw new Conflict(`A letter has to wait: ${error}.`)
  }
  deps.warn('letter not answered for', { kind, newsletter: newsletter.slug, error })
  return false
}
