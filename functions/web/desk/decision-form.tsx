import { deskPath } from '#functions/core/desk-paths.ts'
import type { Digest } from '#functions/core/digest.ts'
import { numberOf } from '#functions/core/number-of.ts'
import { ConfirmForm } from './confirm-form.tsx'

interface Decision {
  readonly verb: 'resend' | 'leave'
  readonly digest: Digest
  readonly uncertain: readonly string[]
  readonly failed: readonly string[]
  /** Of the only one. */
  readonly address: string | undefined
}

const ResendConsequence = ({ digest, uncertain, failed }: Decision) => (
  <div class="notice warn">
    {uncertain.length > 0 && (
      <p>
        <b>
          {numberOf(uncertain.length, 'reader')} {uncertain.length === 1 ? 'is' : 'are'} uncertain: they may
          have the mail already, and would then get it twice.
        </b>
      </p>
    )}
    {failed.length > 0 && (
      <p>{numberOf(failed.length, 'reader')} failed: they have no mail of this digest.</p>
    )}
    <p>
      Who left since, or must not be mailed, is excluded instead.{' '}
      {digest.status === 'paused'
        ? 'The digest is paused: the others are mailed once it is resumed.'
        : 'The others are mailed at the next calls.'}
    </p>
  </div>
)

/** What a decision about readers will do, in numbers, and the question whether it is meant. */
export const DecisionForm = (decision: Decision) => {
  const { verb, digest, uncertain, failed, address } = decision
  const count = numberOf(uncertain.length + failed.length, 'reader')
  const readers = `${deskPath(digest)}/readers`
  return (
    <ConfirmForm
      action={`${readers}/${verb}`}
      id={`do-${verb}`}
      name={verb === 'resend' ? `Send again to ${count}` : `Leave ${count} uncertain`}
      no="No, decide later"
      back={readers}
    >
      {address !== undefined && (
        <p>
          It is about <bdi>{address}</bdi>.
        </p>
      )}
      {verb === 'resend' ? (
        <ResendConsequence {...decision} />
      ) : (
        <div class="notice">
          <p>
            {count} {uncertain.length === 1 ? 'stays' : 'stay'} uncertain by your word, and{' '}
            {uncertain.length === 1 ? 'is' : 'are'} not sent to again. If SES still reports their mail, it
            counts.
          </p>
        </div>
      )}
      {uncertain.map((id) => (
        <input type="hidden" name="uncertain" value={id} />
      ))}
      {failed.map((id) => (
        <input type="hidden" name="failed" value={id} />
      ))}
      <input type="hidden" name="sure" value="yes" />
    </ConfirmForm>
  )
}
