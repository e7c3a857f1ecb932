import { normaliseAddress, spellingsOf } from '#functions/core/address.ts'
import { Conflict, Invalid } from '#functions/core/errors.ts'
import { readerIdOf } from '#functions/core/reader-id.ts'
import type { SuppressionCause } from '#functions/core/subscriber.ts'
import type { Actor } from './act-on-digest.ts'
import { actOnReader } from './act-on-reader.ts'
import { markSuppressed } from './mark-suppressed.ts'
import { noteSoftBounce, type SoftBounceDeps } from './note-soft-bounce.ts'
import type { AccountList, Acts, Histories } from './ports.ts'
import { rowsOf } from './rows-of.ts'

interface Deps extends SoftBounceDeps {
  histories: Histories
  accountList: AccountList
  acts: Acts
  pepper: () => Promise<string>
}

export interface Lifted {
  readonly reader: string
  /** What was lifted; absent where nothing stood here. */
  readonly cause?: SuppressionCause
  /** The newsletters that they get again. */
  readonly newsletters: readonly string[]
}

/** Has an address mailed again, by an admin's word. Doing it again, after a crash at any point, completes it. */
export const liftSuppression =
  (deps: Deps) =>
  async (address: string, actor: Actor): Promise<Lifted> => {
    const normalised = normaliseAddress(address)
    if (normalised === undefined) throw new Invalid(`“${address}” is no address. SES’s list knows no ids.`)
    const reader = readerIdOf(await deps.pepper(), normalised)
    const standing = await deps.suppressions.standing(reader)
    const cause = standing?.cause
    if (cause === 'erased')
      throw new Conflict('They had themselves erased. They alone can come back, by signing up.')
    await actOnReader(deps, reader, 'lift', actor)
    const rows = await rowsOf(deps, reader)
    // First, since SES would bounce the next mail, and so suppress them anew.
    const spellings = [...spellingsOf(address, normalised), ...rows.map((row) => row.address)]
    for (const spelling of new Set(spellings)) await deps.accountList.remove(spelling)
    const at = deps.clock()
    // Or the next soft bounce would be one more of those that suppressed them.
    await noteSoftBounce(deps)(reader, { told: 'delivered', at })
    if (standing !== undefined && !(await deps.suppressions.lift(reader, standing, at)))
      throw new Conflict('Meanwhile something else happened to this address. Look at it again.')
    // Of what they were asked before they could get no answer: they are asked anew.
    for (const { newsletter, suppressed, consentAt } of rows)
      if ((standing ?? suppressed) !== undefined && consentAt === undefined)
        await deps.subscribers.update(newsletter, reader, { askedAt: null })
    for (const { newsletter } of rows) await markSuppressed(deps, newsletter, reader)
    const since = await deps.suppressions.get(reader)
    if (since !== undefined && since !== 'erased')
      throw new Conflict(`Meanwhile the address was suppressed anew (${since}). It stays so.`)
    if (cause !== undefined)
      for (const { newsletter } of rows)
        await deps.histories.note(reader, { newsletter, at, what: 'lifted', how: 'admin' })
    const reached = (await rowsOf(deps, reader)).filter(
      ({ status, movedTo, suppressed }) =>
        status === 'active' && movedTo === undefined && suppressed === undefined,
    )
    return { reader, ...(cause && { cause }), newsletters: reached.map(({ newsletter }) => newsletter) }
  }
