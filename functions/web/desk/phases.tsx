import { type Audience, excludedCount } from '#functions/core/audience.ts'
import { type Digest, isOpen } from '#functions/core/digest.ts'
import type { Instant } from '#functions/core/instant.ts'
import { numberOf } from '#functions/core/number-of.ts'
import { When } from './when.tsx'

interface Phase {
  readonly name: string
  readonly at: Instant | undefined
  readonly more?: string | undefined
}

const phasesOf = (digest: Digest, audience: Audience | undefined): Phase[] => {
  const { status, cutOffAt, firstCallAt, closedAt } = digest
  // One that is only asked for may still be refused.
  const approval = status === 'approving' ? undefined : digest.approval
  return [
    { name: 'Drafted', at: cutOffAt },
    { name: 'Approved', at: approval?.at, more: approval && `by ${approval.by}` },
    {
      name: 'Readers frozen',
      at: audience?.sealedAt,
      more: audience && `with ${numberOf(audience.members + excludedCount(audience), 'reader')}`,
    },
    { name: 'First mail', at: firstCallAt },
    { name: 'Closed', at: closedAt },
  ]
}

/** When a digest came to each of its phases. */
export const Phases = ({
  digest,
  audience,
  zone,
}: {
  digest: Digest
  audience: Audience | undefined
  zone: string
}) => {
  const missing = isOpen(digest) ? 'not yet' : 'never'
  return (
    <section class="card" id="phases" data-part aria-labelledby="phases-title">
      <h2 id="phases-title">Phases</h2>
      <ol class="phases">
        {phasesOf(digest, audience).map(({ name, at, more }) => (
          <li class={at === undefined ? undefined : 'done'}>
            <b>{name}</b>
            {more !== undefined && (
              <>
                {' '}
                <bdi>{more}</bdi>
              </>
            )}
            <span class="quiet">{at === undefined ? missing : <When at={at} zone={zone} />}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
