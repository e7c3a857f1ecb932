import { deskPath } from '#functions/core/desk-paths.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey, digestKeyIn } from '#functions/core/digest-key.ts'
import type { Content } from '#functions/core/entry.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { nextSlotWords } from '#functions/core/next-slot-words.ts'
import { numberOf } from '#functions/core/number-of.ts'
import { rhythmWords } from '#functions/core/rhythm-words.ts'
import type { listInbox } from '#functions/use-cases/list-inbox.ts'
import { leadTo } from './answers.ts'
import type { DeskRoute } from './desk-route.ts'
import { digestCards, digestTitle, StatusBadge } from './digest-card.tsx'
import type { Framed } from './frame.tsx'
import { InboxLine, MOST_COUNTED } from './inbox-line.tsx'
import { type LookingDeps, lookingFrom, openDigestsOf } from './looking.ts'
import { NewsletterPaused, PauseNewsletter } from './newsletter-paused.tsx'
import { When } from './when.tsx'

export interface NewsletterDeps extends LookingDeps {
  listInbox: ReturnType<typeof listInbox>
  draftNext: (newsletter: Newsletter, by: string) => Promise<{ digest: Digest; content: Content }>
}

const PAST = 30

const Past = ({ digests, zone }: { digests: readonly Digest[]; zone: string }) => (
  <ol class="entries">
    {digests.map((digest) => (
      <li id={digestKey(digest)}>
        <div class="stack tight">
          <p>
            <a class="title" href={deskPath(digest)}>
              {digestTitle(digest)}
            </a>
          </p>
          <p class="quiet">
            Due <When at={digest.dueAt} zone={zone} />
            {digest.totals !== undefined && (
              <> · {numberOf(digest.totals.accepted, 'reader')} reached when it was counted last</>
            )}
          </p>
        </div>
        <div>
          <StatusBadge status={digest.status} />
        </div>
      </li>
    ))}
  </ol>
)

/** How a newsletter is set. */
const About = ({ newsletter }: { newsletter: Newsletter }) => (
  <section class="card" aria-labelledby="about-title">
    <h2 id="about-title">How it is set</h2>
    <dl class="facts">
      <dt>Goes out</dt>
      <dd>
        {rhythmWords(newsletter.slot)},{' '}
        {newsletter.localHour ? 'by each reader’s own clock' : newsletter.zone}
      </dd>
      <dt>Categories</dt>
      <dd>
        {newsletter.categories.map(({ name }, index) => (
          <>
            {index > 0 && ' · '}
            <bdi>{name}</bdi>
          </>
        ))}
      </dd>
      <dt>Approval</dt>
      <dd>
        {
          {
            approve: 'Nothing goes out before somebody approves it.',
            'four-eyes': 'Nothing goes out before somebody other than who edited it last approves it.',
            automatic: 'It goes out at its time unless somebody holds it.',
          }[newsletter.approval]
        }
      </dd>
    </dl>
  </section>
)

/** A newsletter's first room: its open digests, and the next slot. */
export const newsletterRoutes = (deps: NewsletterDeps, page: Framed): DeskRoute[] => [
  {
    method: 'GET',
    path: '/desk/newsletters/:newsletter',
    right: 'edit',
    handle: async (c) => {
      const { newsletter, person, zone } = c.var
      const [open, inbox] = await Promise.all([
        openDigestsOf(deps, newsletter),
        deps.listInbox(newsletter, { place: 'fresh' }, { limit: MOST_COUNTED }),
      ])
      const cards = await digestCards(deps, c, newsletter, open, 'h2')
      const children = (
        <>
          <NewsletterPaused newsletter={newsletter} person={person} zone={zone} />
          {cards}
          {open.length === 0 && (
            <section class="card">
              <p class="status">{nextSlotWords(newsletter, lookingFrom(deps, c))}</p>
              <form method="post" action={`/desk/newsletters/${newsletter.slug}/draft`} class="row">
                <button type="submit" id="draft-now">
                  Draft it now
                </button>
                <span class="quiet">
                  From the posts that are there.{' '}
                  {newsletter.paused === undefined
                    ? 'It still goes out at its time.'
                    : 'It does not go out while the newsletter is paused.'}
                </span>
              </form>
            </section>
          )}
          <InboxLine newsletter={newsletter} list={inbox} />
          <About newsletter={newsletter} />
          <PauseNewsletter newsletter={newsletter} person={person} />
        </>
      )
      return c.html(page(c, { title: newsletter.name, newsletter, room: 'digest', children }))
    },
  },
  {
    method: 'POST',
    path: '/desk/newsletters/:newsletter/draft',
    right: 'edit',
    handle: async (c) => {
      const { newsletter, person } = c.var
      const { digest, content } = await deps.draftNext(newsletter, person.name)
      return leadTo(c, deskPath(digest), {
        text: `${digestTitle(digest)} drafted, with ${numberOf(content.entries.length, 'entry', 'entries')}.`,
      })
    },
  },
  {
    method: 'GET',
    path: '/desk/newsletters/:newsletter/digests',
    right: 'edit',
    handle: async (c) => {
      const { newsletter, zone = newsletter.zone } = c.var
      const before = digestKeyIn(c.req.query('before') ?? '')
      const digests = await deps.latestDigests(newsletter.slug, PAST, before)
      const last = digests.length === PAST ? digests.at(-1) : undefined
      const children =
        digests.length === 0 ? (
          <p>There are none. {nextSlotWords(newsletter, lookingFrom(deps, c))}</p>
        ) : (
          <>
            <Past digests={digests} zone={zone} />
            {last !== undefined && (
              <p>
                <a class="button" id="earlier" href={`?before=${digestKey(last)}`}>
                  Earlier ones
                </a>
              </p>
            )}
          </>
        )
      return c.html(page(c, { title: 'Past digests', newsletter, room: 'digests', children }))
    },
  },
]
