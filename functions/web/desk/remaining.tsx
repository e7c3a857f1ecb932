import { type Counted, isOvertaken } from '#functions/core/counted.ts'
import { deskPath } from '#functions/core/desk-paths.ts'
import { cleanFrom, type Digest, templatesAreGone } from '#functions/core/digest.ts'
import type { Instant } from '#functions/core/instant.ts'
import { numberOf } from '#functions/core/number-of.ts'
import { When } from './when.tsx'

interface Shown {
  readonly digest: Digest
  readonly counted: Counted | undefined
  readonly isAdmin: boolean
  readonly now: Instant
  readonly zone: string
}

const WhatCanBeDone = ({ digest, isAdmin, now, zone, left }: Shown & { left: number }) => {
  if (left === 0) return null
  if (templatesAreGone(digest, now))
    return <p>Its templates are deleted 14 days after its end: nobody can be sent to any more.</p>
  const until = cleanFrom(digest)
  const deadline = until !== undefined && (
    <>
      {' '}
      until <When at={until} zone={zone} />
    </>
  )
  if (!isAdmin) return <p>An admin can have it sent to who was not reached{deadline}.</p>
  return (
    <p class="row">
      <a class="button" id="send-remaining" href={`${deskPath(digest)}/send-remaining`} data-dialog>
        Send the remaining
      </a>
      {deadline && <span class="quiet">Possible{deadline}.</span>}
    </p>
  )
}

/** What is known until those whom the cancel left out are counted. */
const BeingCounted = ({ counted, zone }: Pick<Shown, 'counted' | 'zone'>) => (
  <section class="notice warn" id="remaining" data-part aria-labelledby="remaining-title">
    <h2 id="remaining-title">Who was reached is being counted</h2>
    {counted !== undefined && (
      <p>
        Before the cancel {numberOf(counted.totals.accepted, 'reader')} had it, counted at{' '}
        <When at={counted.at} zone={zone} seconds />. Calls that had begun still finish; nobody else is
        mailed.
      </p>
    )}
  </section>
)

/** Of a digest that was cancelled after its first call: who was reached, who was not, and what can be done about these. */
export const Remaining = (shown: Shown) => {
  const { digest, counted, zone } = shown
  if (digest.status !== 'cancelled' || digest.firstCallAt === undefined)
    return <div id="remaining" data-part hidden />
  if (counted === undefined || isOvertaken(digest, counted))
    return <BeingCounted counted={counted} zone={zone} />
  const left = counted.excluded.cancelled ?? 0
  const { accepted, uncertain, waiting } = counted.totals
  return (
    <section class="notice warn" id="remaining" data-part aria-labelledby="remaining-title">
      <h2 id="remaining-title">
        {numberOf(accepted, 'reader')} {accepted === 1 ? 'was' : 'were'} reached, {left.toLocaleString('en')}{' '}
        {left === 1 ? 'was' : 'were'} not
      </h2>
      {waiting > 0 && <p>{numberOf(waiting, 'reader')} are in calls that had begun, which still finish.</p>}
      {uncertain > 0 && <p>Of {numberOf(uncertain, 'reader')} nobody knows whether they got it.</p>}
      <p class="quiet">
        Counted at <When at={counted.at} zone={zone} seconds />.
      </p>
      <WhatCanBeDone {...shown} left={left} />
    </section>
  )
}
