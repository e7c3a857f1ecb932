import { Conflict } from '#functions/core/errors.ts'
import type { Instant } from '#functions/core/instant.ts'
import { type Letter, type LetterKind, letterTo, letterWords } from '#functions/core/letter.ts'
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

/** What came of a letter. `claimed`: an earlier try for the request has it, or there were too many; `unknown`: it may have left; `refused`: SES does not take it. */
export type LetterOutcome = 'sent' | 'claimed' | 'unknown' | 'refused'

const compose = async (deps: LetterDeps, { newsletter, to, kind, path }: LetterToSend): Promise<Letter> => {
  const url = `${deps.publicOrigin}${await path()}`
  const words = letterWords(newsletter, kind, to.language ?? newsletter.language, url)
  return letterTo(to.address, newsletter, kind, words, await deps.letterRenderer.render(words))
}

/** Mails a letter, once a request and at most three of a group in 24 hours. What may have left is never sent again; what certainly did not, and was not refused for good, comes back to the queue. */
export const sendLetter = async (deps: LetterDeps, wanted: LetterToSend): Promise<LetterOutcome> => {
  const { newsletter, to, kind, request } = wanted
  const claim = { id: request.id, group: groupOf(kind), at: request.at }
  if (!(await deps.letterBook.claim(to.id, claim, MOST_A_DAY))) {
    deps.warn('letter not sent', { kind, newsletter: newsletter.slug, why: 'sent before, or too many a day' })
    return 'claimed'
  }
  const release = () => deps.letterBook.release(to.id, claim)
  const letter = await compose(deps, wanted).catch(async (error) => {
    await release()
    throw error
  })
  const answer = await deps.letterMailer.send(letter)
  if (answer.kind === 'answered') return 'sent'
  const error = answer.kind === 'refused' ? answer.error : answer.kind
  const consequence = answer.kind === 'refused' ? consequenceOfException(error, answer.words) : undefined
  if (answer.kind === 'not-sent' || WAITS.includes(String(consequence))) {
    await release()
    throw new Conflict(`A letter has to wait: ${error}.`)
  }
  deps.warn('letter not answered for', { kind, newsletter: newsletter.slug, error })
  return answer.kind === 'refused' ? 'refused' : 'unknown'
}
