import { normaliseAddress } from '#functions/core/address.ts'
import type { HistoryEvent } from '#functions/core/history.ts'
import { type Instant, plusSeconds } from '#functions/core/instant.ts'
import type { LetterKind } from '#functions/core/letter.ts'
import { HOURS } from '#functions/core/link.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { asChange } from '#functions/core/preferences.ts'
import { adjustPath } from '#functions/core/public-paths.ts'
import { readerIdOf } from '#functions/core/reader-id.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { type SigningKeys, signToken } from '#functions/core/token.ts'
import { type AddDeps, addSubscriber } from './add-subscriber.ts'
import { type LinkDeps, newLink } from './new-link.ts'
import type { Histories, Newsletters } from './ports.ts'
import type { RequestOf } from './request.ts'
import { type LetterDeps, type LetterToSend, sendLetter } from './send-letter.ts'

export interface InviteDeps extends LetterDeps, LinkDeps, AddDeps {
  newsletters: Newsletters
  histories: Histories
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

const pendingUntil = (now: Instant): Instant => plusSeconds(now, HOURS.confirm * 3600)

/** A row for who signs up anew; who was here before keeps theirs until they confirm. */
const awaiting = async (
  deps: InviteDeps,
  request: SignUp,
  known: Subscriber | undefined,
): Promise<Subscriber> => {
  const { newsletter, address, preferences, at } = request
  const expiresAt = pendingUntil(deps.clock())
  if (known?.status === 'pending') {
    const change = { ...asChange(preferences), statusAt: at, expiresAt }
    return (await deps.subscribers.update(newsletter, known.id, change)) ?? known
  }
  if (known !== undefined) return known
  const given = { newsletter, address, ...preferences, status: 'pending', statusAt: at } as const
  return addSubscriber(deps)(given, expiresAt)
}

const withoutConfirming = async (
  deps: InviteDeps,
  newsletter: Newsletter,
  request: SignUp,
): Promise<Subscriber> => {
  const { address, preferences, at } = request
  const given = {
    newsletter: newsletter.slug,
    address,
    ...preferences,
    statusAt: at,
    consentAt: at,
    seenAt: at,
  }
  const reader = await addSubscriber(deps)({ ...given, status: 'active' })
  await deps.histories.note(reader.id, askedBy(request), request.trace)
  return reader
}

/** Where the reader finds their choices; the link of every mail. */
const choicesPath = async ({ signingKeys }: InviteDeps, { newsletter, id }: Subscriber): Promise<string> =>
  adjustPath(signToken(await signingKeys(), { newsletter, reader: id, scope: 'adjust' }))

/** Answers a sign-up: with a letter to confirm it, or to say that the address gets the digest already. A suppressed address gets none. */
export const invite =
  (deps: InviteDeps) =>
  async (request: SignUp): Promise<void> => {
    const newsletter = await deps.newsletters.get(request.newsletter)
    const normalised = normaliseAddress(request.address)
    if (newsletter === undefined || normalised === undefined) return
    const id = readerIdOf(await deps.pepper(), normalised)
    const suppressed = await deps.suppressions.get(id)
    if (suppressed !== undefined && suppressed !== 'erased') {
      deps.warn('sign-up of a suppressed address', { newsletter: newsletter.slug, cause: suppressed })
      return
    }
    const known = await deps.subscribers.get(newsletter.slug, id)
    const letter = (kind: LetterKind, to: Subscriber, link: Pick<LetterToSend, 'path' | 'prepare'>) =>
      sendLetter(deps, { newsletter, request, kind, to, ...link })
    const choices = async (to: Subscriber) => ({ path: await choicesPath(deps, to) })
    if (known?.status === 'active' && known.movedTo === undefined) {
      await letter('known', known, await choices(known))
      return
    }
    if (!newsletter.confirms && known === undefined && suppressed === undefined) {
      const reader = await withoutConfirming(deps, newsletter, request)
      await letter('welcome', reader, await choices(reader))
      return
    }
    const row = await awaiting(deps, request, known)
    // In the language of this sign-up: who was here before may have chosen another.
    const to = { ...row, language: request.preferences.language ?? row.language }
    const { preferences } = request
    const link = { purpose: 'confirm', newsletter: newsletter.slug, reader: id, preferences } as const
    const { path, prepare } = newLink(deps, link)
    await letter('confirm', to, {
      path,
      async prepare() {
        await deps.histories.note(id, askedBy(request), request.trace)
        await prepare()
      },
    })
  }
