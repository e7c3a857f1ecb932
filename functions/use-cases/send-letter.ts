import { Conflict } from '#functions/core/errors.ts'
import { type Letter, type LetterKind, letterTo, letterWords } from '#functions/core/letter.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { consequenceOfLetter } from '#functions/core/ses-answers.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import type { Alarm, Clock, LetterBook, LetterMailer, LetterRenderer, Log } from './ports.ts'

export interface LetterDeps {
  letterBook: LetterBook
  letterMailer: LetterMailer
  letterRenderer: LetterRenderer
  publicOrigin: string
  clock: Clock
  warn: Log
  alarm: Alarm
}

export interface LetterToSend {
  readonly newsletter: Newsletter
  readonly to: Pick<Subscriber, 'id' | 'address' | 'language'>
  readonly kind: LetterKind
  /** Where its one link leads, below the public origin. */
  readonly path: string
  /** Where the mail program's own button leaves the newsletter, of a letter for which nobody asked. */
  readonly leave?: string
  /** Makes the link lead there; done only once the letter may be sent. */
  readonly prepare?: () => Promise<void>
  /** The request that it answers: one letter each. */
  readonly request: { readonly id: string }
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

const compose = async (deps: LetterDeps, wanted: LetterToSend): Promise<Letter> => {
  const { newsletter, to, kind, path, leave } = wanted
  const language = to.language ?? newsletter.language
  const words = letterWords(newsletter, kind, language, `${deps.publicOrigin}${path}`)
  const parts = await deps.letterRenderer.render(words)
  const leaveUrl = leave && `${deps.publicOrigin}${leave}`
  return letterTo(to.address, newsletter, kind, words, parts, leaveUrl)
}

/** The account lets no letter leave, for hours as it seems. */
export class HeldBack extends Conflict {
  override name = 'HeldBack'
}

/** Mails a letter, once a request and at most three of a group in 24 hours. What may have left is never sent again. For what certainly did not, and was not refused for good, it throws: HeldBack, or Conflict if another try soon is worth it. */
export const sendLetter = async (deps: LetterDeps, wanted: LetterToSend): Promise<LetterOutcome> => {
  const { newsletter, to, kind, request } = wanted
  const letter = await compose(deps, wanted)
  const tell = (say: Log, event: string, why: string) =>
    say(event, { kind, newsletter: newsletter.slug, why })
  const claim = { id: request.id, group: groupOf(wanted), at: deps.clock() }
  const claimed = await deps.letterBook.claim(to.id, claim, MOST_A_DAY)
  if (claimed === 'sent') return 'sent'
  if (claimed === 'too-many') {
    tell(deps.warn, 'letter not sent', 'too many a day')
    return 'too-many'
  }
  if (claimed === 'begun') {
    tell(deps.warn, 'letter not answered for', 'an earlier try was cut short')
    return 'unknown'
  }
  const release = () => deps.letterBook.release(to.id, claim)
  await wanted.prepare?.().catch(async (error) => {
    await release()
    throw error
  })
  const answer = await deps.letterMailer.send(letter)
  const consequence = consequenceOfLetter(answer)
  if (consequence === 'accepted') {
    await deps.letterBook.markSent(to.id, claim)
    return 'sent'
  }
  const why = answer.kind === 'refused' ? answer.error : answer.kind
  if (consequence === 'unknown' || typeof consequence === 'object') {
    tell(deps.warn, 'letter not answered for', why)
    return consequence === 'unknown' ? 'unknown' : 'refused'
  }
  await release()
  if (consequence === 'pause') tell(deps.alarm, 'letter held back', why)
  const Waits = consequence === 'pause' || consequence === 'quota' ? HeldBack : Conflict
  throw new Waits(`A letter has to wait: ${why}.`)
}
