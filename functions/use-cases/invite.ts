import { normaliseAddress } from '#functions/core/address.ts'
import { Conflict } from '#functions/core/errors.ts'
import type { HistoryEvent } from '#functions/core/history.ts'
import type { LetterKind } from '#functions/core/letter.ts'
import { linkExpiry } from '#functions/core/link.ts'
import { asChange } from '#functions/core/preferences.ts'
import { adjustPath } from '#functions/core/public-paths.ts'
import { readerIdOf } from '#functions/core/reader-id.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { type SigningKeys, signToken } from '#functions/core/token.ts'
import { type AddDeps, addSubscriber } from './add-subscriber.ts'
import { type LinkDeps, newLink } from './new-link.ts'
import type { Histories, Newsletters, People } from './ports.ts'
import type { RequestOf } from './request.ts'
import { type LetterDeps, type LetterToSend, sendLetter } from './send-letter.ts'

export interface InviteDeps extends LetterDeps, LinkDeps, AddDeps {
  newsletters: Newsletters
  histories: Histories
  people: People
  signingKeys: () => Promise<SigningKeys>
}

type SignUp = RequestOf<'sign-up'>

const askedBy = ({ newsletter, at, words, version }: SignUp): HistoryEvent => ({
  newsletter,
  at,
  what: 'asked',
  how: 'form',
  words,
  version,
})

/** A row for who signs up anew; who was here before keeps theirs until they confirm. */
const awaiting = async (
  deps: InviteDeps,
  request: SignUp,
  known: Subscriber | undefined,
): Promise<Subscriber> => {
  const { newsletter, address, preferences, at } = request
  const until = linkExpiry('confirm', deps.clock())
  if (known?.status === 'pending') {
    const change = { ...asChange(preferences), statusAt: at }
    const renewed = await deps.subscribers.renewPending(newsletter, known.id, change, until)
    // Confirmed or expired at this moment: the next try finds what it is by then.
    if (renewed === undefined) throw new Conflict('Somebody confirmed while they signed up again.')
    return renewed
  }
  if (known !== undefined) return known
  const given = { newsletter, address, ...preferences, status: 'pending', statusAt: at } as const
  return addSubscriber(deps)(given, until)
}

/** A row that is active at once. Their consent is kept before, so that no crash leaves them without. */
const withoutConfirming = async (deps: InviteDeps, request: SignUp, id: string): Promise<Subscriber> => {
  const { newsletter, address, preferences, at } = request
  await deps.histories.note(id, askedBy(request), request.trace)
  const times = { statusAt: at, consentAt: at, seenAt: at }
  return addSubscriber(deps)({ newsletter, address, ...preferences, ...times, status: 'active' })
}

/** Whether a reader is one already, but by this very request, which was tried before. */
const isKnown = ({ status, movedTo, suppressed, consentAt }: Subscriber, { at }: SignUp): boolean =>
  status === 'active' && movedTo === undefined && suppressed !== 'erased' && consentAt !== at

/** Where the reader finds their choices; the link of every mail. */
const choices = async ({ signingKeys }: InviteDeps, { newsletter, id }: Subscriber) => ({
  path: adjustPath(signToken(await signingKeys(), { newsletter, reader: id, scope: 'adjust' })),
})

/** Whether the address was erased after somebody signed up with it: a request that waited must not bring it back. */
const isErasedSince = async ({ suppressions }: InviteDeps, id: string, { at }: SignUp): Promise<boolean> =>
  ((await suppressions.erasedAt(id)) ?? '') >= at

/** Answers a sign-up: with a letter to confirm it, or to say that the address gets the digest already. A suppressed address gets none. */
export const invite =
  (deps: InviteDeps) =>
  async (request: SignUp): Promise<void> => {
    const newsletter = await deps.newsletters.get(request.newsletter)
    const normalised = normaliseAddress(request.address)
    if (newsletter === undefined || normalised === undefined) return
    const id = readerIdOf(await deps.pepper(), normalised)
    if (await isErasedSince(deps, id, request)) return
    const suppressed = await deps.suppressions.get(id)
    if (suppressed !== undefined && suppressed !== 'erased') {
      deps.warn('sign-up of a suppressed address', { newsletter: newsletter.slug, cause: suppressed })
      return
    }
    const known = await deps.subscribers.get(newsletter.slug, id)
    const letter = (kind: LetterKind, to: Subscriber, link: Pick<LetterToSend, 'path' | 'prepare'>) =>
      sendLetter(deps, { newsletter, request, kind, to, ...link })
    if (known !== undefined && isKnown(known, request)) {
      await letter('known', known, await choices(deps, known))
      return
    }
    const isNew = known === undefined || known.consentAt === request.at
    const atOnce = !newsletter.confirms && isNew && suppressed === undefined
    const row = atOnce ? await withoutConfirming(deps, request, id) : await awaiting(deps, request, known)
    if (await isErasedSince(deps, id, request)) {
      // They were erased while this was done: nothing of it may stay.
      await deps.subscribers.remove(newsletter.slug, id)
      await deps.people.forget(id)
      return
    }
    if (atOnce) {
      await letter('welcome', row, await choices(deps, row))
      return
    }
    // In the language of this sign-up: who was here before may have chosen another.
    const to = { ...row, language: request.preferences.language ?? row.language }
    const { preferences } = request
    const link = { purpose: 'confirm', newsletter: newsletter.slug, reader: id, preferences } as const
    const { path, prepare } = newLink(deps, link)
    await letter('confirm', to, {
      path,
      async prepare() {
        await deps.histories.note(id, askedBy(request), request.trace, linkExpiry('confirm', deps.clock()))
        await prepare()
      },
    })
  }
