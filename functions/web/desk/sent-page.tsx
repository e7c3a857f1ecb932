import type { Audience } from '#functions/core/audience.ts'
import { canBeCorrected } from '#functions/core/correction.ts'
import type { Counted } from '#functions/core/counted.ts'
import { deskPath } from '#functions/core/desk-paths.ts'
import type { Digest } from '#functions/core/digest.ts'
import type { DigestRef } from '#functions/core/digest-key.ts'
import type { Content } from '#functions/core/entry.ts'
import type { FeedbackHour } from '#functions/core/feedback-hour.ts'
import type { Instant } from '#functions/core/instant.ts'
import { pagePath } from '#functions/core/public-paths.ts'
import { EntriesByCategory, entriesOf } from './charts/entries-by-category.tsx'
import { FeedbackOverTime } from './charts/feedback-over-time.tsx'
import type { DeskContext } from './desk-route.ts'
import type { headOf } from './head-of.ts'
import { Phases } from './phases.tsx'
import { Remaining } from './remaining.tsx'
import { SentEntries } from './sent-entries.tsx'
import { Standing } from './standing.tsx'

export interface SentDeps {
  /** Counted some seconds ago at most. */
  youngCount: (ref: DigestRef) => Promise<Counted | undefined>
  audience: (ref: DigestRef) => Promise<Audience | undefined>
  feedbackHours: (ref: DigestRef) => Promise<FeedbackHour[]>
}

export type Head = Awaited<ReturnType<typeof headOf>>

/** What of a digest moves while it is sent, and afterwards. */
export interface Moving extends Pick<Head, 'digest' | 'isAdmin'> {
  readonly counted: Counted | undefined
  readonly isYoung: boolean
  readonly audience: Audience | undefined
  /** Absent until it is over. */
  readonly hours: readonly FeedbackHour[] | undefined
  readonly now: Instant
  readonly zone: string
}

export const movingOf = async (
  deps: SentDeps,
  c: DeskContext,
  { digest, viewing, isAdmin }: Head,
  isYoung: boolean,
): Promise<Moving> => {
  const isOver = digest.closedAt !== undefined && digest.firstCallAt !== undefined
  const [audience, hours] = await Promise.all([
    digest.attempt === undefined ? undefined : deps.audience(digest),
    isOver ? deps.feedbackHours(digest) : undefined,
  ])
  const { now, newsletter, zone = newsletter.zone } = c.var
  return { digest, isAdmin, counted: viewing.counted, isYoung, audience, hours, now, zone }
}

const Feedback = ({ digest: { firstCallAt }, hours, now, zone }: Moving) =>
  hours === undefined || firstCallAt === undefined ? (
    <div id="feedback" data-part hidden />
  ) : (
    <section class="card" id="feedback" data-part aria-label="Feedback over time">
      <FeedbackOverTime hours={hours} from={firstCallAt} now={now} zone={zone} />
    </section>
  )

/** How its readers stand, in numbers. */
export const MovingParts = (moving: Moving) => (
  <>
    <Remaining {...moving} />
    <Standing {...moving} />
    <Feedback {...moving} />
  </>
)

/** Where what was approved can be seen. */
const WhereToSeeIt = ({ digest, content: { subject } }: { digest: Digest; content: Content }) => {
  const isShown = digest.firstCallAt !== undefined && digest.asked?.step !== 'show'
  return (
    <section class="card" aria-labelledby="see-title">
      <h2 id="see-title">What it says</h2>
      {subject !== undefined && (
        <p>
          Subject: “<bdi>{subject}</bdi>”
        </p>
      )}
      <p class="row">
        <a class="button small" href={`${deskPath(digest)}/preview`}>
          {digest.approval === undefined ? 'Preview' : 'What was approved'}
        </a>
        {isShown && (
          <a class="button small" id="web-page" href={pagePath(digest)}>
            Its public web page
          </a>
        )}
      </p>
    </section>
  )
}

interface Sent {
  readonly content: Content
  readonly moving: Moving
  /** The zone of the newsletter. */
  readonly home: string
}

export const sentDataOf = async (
  deps: SentDeps,
  c: DeskContext,
  head: Head,
  content: Content,
): Promise<Sent> => ({
  content,
  moving: await movingOf(deps, c, head, false),
  home: c.var.newsletter.zone,
})

/** A digest once nobody edits it any more: how it is sent, what became of it, and what it says. */
export const SentPage = ({ content, moving, home }: Sent) => {
  const { digest, audience, zone } = moving
  return (
    <>
      <div class="columns">
        <div class="stack">
          <MovingParts {...moving} />
        </div>
        <aside class="stack" aria-label="About it">
          <Phases digest={digest} audience={audience} zone={zone} />
          <WhereToSeeIt digest={digest} content={content} />
        </aside>
      </div>
      <div class="columns">
        <SentEntries
          content={content}
          path={deskPath(digest)}
          canBeCorrected={canBeCorrected(digest)}
          zone={home}
        />
        <aside class="card" aria-label="Entries by category">
          <EntriesByCategory categories={entriesOf(content)} />
        </aside>
      </div>
    </>
  )
}
