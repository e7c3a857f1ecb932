import * as z from 'zod'
import { isOvertaken } from '#functions/core/counted.ts'
import { deskPath } from '#functions/core/desk-paths.ts'
import type { Digest } from '#functions/core/digest.ts'
import { sendRemaining } from '#functions/core/digest-verbs.ts'
import { Conflict } from '#functions/core/errors.ts'
import { numberOf } from '#functions/core/number-of.ts'
import type { sendRemaining as sendRemainingUseCase } from '#functions/use-cases/send-remaining.ts'
import { leadTo } from './answers.ts'
import { ConfirmForm } from './confirm-form.tsx'
import type { DeskContext, DeskRoute } from './desk-route.ts'
import { digestTitle } from './digest-card.tsx'
import { DigestHead } from './digest-head.tsx'
import { fieldsOf } from './form-fields.ts'
import type { Framed } from './frame.tsx'
import { type HeadDeps, headOf } from './head-of.ts'
import { Phases } from './phases.tsx'
import { MovingParts, movingOf, type SentDeps } from './sent-page.tsx'
import { When } from './when.tsx'
import { Why } from './why-field.tsx'

export interface SentRoutesDeps extends HeadDeps, SentDeps {
  sendRemaining: ReturnType<typeof sendRemainingUseCase>
}

/** The head of a digest's page with its readers counted for it. */
const countedHead = (deps: SentRoutesDeps, c: DeskContext) =>
  headOf({ ...deps, storedCount: deps.youngCount }, c, 'digest')

type Counts = NonNullable<Awaited<ReturnType<typeof countedHead>>['viewing']['counted']>

/** What will happen, in numbers. */
const Consequence = ({ counted, zone }: { counted: Counts; zone: string }) => {
  const { accepted, uncertain } = counted.totals
  const left = counted.excluded.cancelled ?? 0
  return (
    <div class="notice warn">
      <p>
        <b>
          {numberOf(left, 'reader')} who {left === 1 ? 'was' : 'were'} not reached {left === 1 ? 'is' : 'are'}{' '}
          mailed from now on
        </b>
        , wave by wave as before. Who left or must not be mailed since then is left out.
      </p>
      <p>
        {numberOf(accepted, 'reader')} who {accepted === 1 ? 'has' : 'have'} it already{' '}
        {uncertain > 0 && `and ${numberOf(uncertain, 'reader')} of whom nobody knows it `}
        {accepted + uncertain === 1 ? 'is' : 'are'} not mailed again.
      </p>
      <p class="quiet">
        Counted at <When at={counted.at} zone={zone} seconds />.
      </p>
    </div>
  )
}

const SendRemainingForm = ({ digest, counted, zone }: { digest: Digest; counted: Counts; zone: string }) => {
  const left = counted.excluded.cancelled ?? 0
  return (
    <ConfirmForm
      action={`${deskPath(digest)}/send-remaining`}
      id="do-send-remaining"
      name={`Send to ${numberOf(left, 'reader')}`}
      no="No, leave it cancelled"
      back={deskPath(digest)}
    >
      <Consequence counted={counted} zone={zone} />
      {digest.approval !== undefined && (
        <p>
          They get what <bdi>{digest.approval.by}</bdi> approved at{' '}
          <When at={digest.approval.at} zone={zone} />, to the letter.
        </p>
      )}
    </ConfirmForm>
  )
}

/** What is done to a digest that is sent, or was: its numbers counted anew, and going on after a cancel. */
export const sentRoutes = (deps: SentRoutesDeps, page: Framed): DeskRoute[] => [
  {
    method: 'GET',
    path: '/desk/digests/:digest/progress',
    right: 'edit',
    handle: async (c) => {
      const { ref, newsletter } = c.var
      const head = await countedHead(deps, c)
      const moving = await movingOf(deps, c, head, true)
      const { digest, audience, zone } = moving
      const children = (
        <>
          <DigestHead {...head} />
          <MovingParts {...moving} />
          <Phases digest={digest} audience={audience} zone={zone} />
          <p>
            <a href={deskPath(ref)}>Back to what it says</a>
          </p>
        </>
      )
      return c.html(page(c, { title: digestTitle(ref), newsletter, room: 'digest', children }))
    },
  },
  {
    method: 'GET',
    path: '/desk/digests/:digest/send-remaining',
    right: 'administer',
    handle: async (c) => {
      const { newsletter, now, zone = newsletter.zone } = c.var
      const { digest, viewing } = await countedHead(deps, c)
      // Refuses in words what the act would refuse.
      sendRemaining(digest, now)
      const { counted } = viewing
      if (counted === undefined || isOvertaken(digest, counted))
        throw new Conflict('Who was reached is being counted. Try again in a minute.')
      if ((counted.excluded.cancelled ?? 0) === 0)
        throw new Conflict('Nobody remains: whoever was not reached is excluded for another reason.')
      const children = <SendRemainingForm digest={digest} counted={counted} zone={zone} />
      return c.html(page(c, { title: 'Send the remaining?', newsletter, room: 'digest', children }))
    },
  },
  {
    method: 'POST',
    path: '/desk/digests/:digest/send-remaining',
    right: 'administer',
    handle: async (c) => {
      const { ref, person } = c.var
      const { why } = await fieldsOf(c, z.object({ why: Why }))
      await deps.sendRemaining(ref, { by: person.name, why })
      return leadTo(c, deskPath(ref), {
        text: 'It goes on with who was not reached. It can be paused or cancelled at any time.',
      })
    },
  },
]
