import { deskPath } from '#functions/core/desk-paths.ts'
import { type Digest, templatesAreGone } from '#functions/core/digest.ts'
import { explain } from '#functions/core/explain-standing.ts'
import type { Instant } from '#functions/core/instant.ts'
import { numberOf } from '#functions/core/number-of.ts'
import type { Named, Undecided } from '#functions/use-cases/undecided-readers.ts'
import { When } from './when.tsx'
import { WithTimes } from './with-times.tsx'

/** Why nobody can be sent to again; undefined when somebody can. */
export const againstResend = (digest: Digest, now: Instant): string | undefined => {
  if (templatesAreGone(digest, now))
    return 'Its templates are deleted 14 days after its end: nobody can be sent to again.'
  return ['sending', 'paused', 'sent'].includes(digest.status)
    ? undefined
    : `The digest is ${digest.status}: nobody can be sent to again.`
}

interface Shown {
  readonly digest: Digest
  readonly undecided: Undecided
  readonly now: Instant
  readonly zone: string
}

const Row = ({
  account,
  digest,
  zone,
  canResend,
}: {
  account: Named
  digest: Digest
  zone: string
  canResend: boolean
}) => {
  const { reader, address, disposition } = account
  const path = deskPath(digest)
  const who = address === '' ? `reader ${reader}` : address
  const button = (verb: 'resend' | 'leave', name: string) => (
    <button
      type="submit"
      class="small"
      id={`${verb}-${reader}`}
      name="reader"
      value={reader}
      formaction={`${path}/readers/${verb}`}
      aria-label={`${name}: ${who}`}
    >
      {name}
    </button>
  )
  return (
    <li id={`reader-${reader}`}>
      <div class="stack tight">
        <p class="row">
          <b>
            <bdi>{who}</bdi>
          </b>
          <span class={`badge ${disposition === 'failed' ? 'bad' : 'warn'}`}>{disposition}</span>
        </p>
        <p class="quiet">
          <WithTimes words={explain(digest, account)} zone={zone} />
        </p>
      </div>
      <div class="acts">
        <input type="hidden" name={disposition} value={reader} />
        {canResend && button('resend', 'Send again')}
        {disposition === 'uncertain' && button('leave', 'Leave it')}
      </div>
    </li>
  )
}

const ForAll = ({
  digest,
  readers,
  canResend,
}: Pick<Undecided, 'readers'> & { digest: Digest; canResend: boolean }) => {
  const path = deskPath(digest)
  const uncertain = readers.filter(({ disposition }) => disposition === 'uncertain').length
  return (
    <div class="row">
      {canResend && (
        <button type="submit" id="resend-all" formaction={`${path}/readers/resend`}>
          Send again to all {readers.length} shown
        </button>
      )}
      {uncertain > 0 && (
        <button type="submit" id="leave-all" formaction={`${path}/readers/leave`}>
          Leave all {uncertain} uncertain shown
        </button>
      )}
    </div>
  )
}

/** Readers whom nothing settles by itself, by name, and what an admin can decide about them. */
export const UndecidedList = ({ digest, undecided, now, zone }: Shown) => {
  const { uncertain, failed, readers, at } = undecided
  const against = againstResend(digest, now)
  const canResend = against === undefined
  const total = uncertain + failed
  return (
    <>
      <p>
        <b>
          {numberOf(uncertain, 'reader')} uncertain, {failed.toLocaleString('en')} failed
        </b>
        {total > readers.length && `; the first ${readers.length} are shown`}.{' '}
        <span class="quiet">
          As counted at <When at={at} zone={zone} seconds />.
        </span>
      </p>
      {total === 0 && <p class="quiet">Nobody waits for a decision.</p>}
      {total > 0 && (
        <form method="post" action={`${deskPath(digest)}/readers/leave`} class="stack">
          {against !== undefined && <p class="notice warn">{against}</p>}
          <ForAll digest={digest} readers={readers} canResend={canResend} />
          <ol class="entries">
            {readers.map((account) => (
              <Row account={account} digest={digest} zone={zone} canResend={canResend} />
            ))}
          </ol>
        </form>
      )}
    </>
  )
}
