import { deskPath } from '#functions/core/desk-paths.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import type { Content } from '#functions/core/entry.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { nextSlotWords } from '#functions/core/next-slot-words.ts'
import { numberOf } from '#functions/core/number-of.ts'
import { statusSentence } from '#functions/core/status-sentence.ts'
import { whatsNext } from '#functions/core/whats-next.ts'
import type { listInbox } from '#functions/use-cases/list-inbox.ts'
import { leadTo } from './answers.ts'
import type { DeskRoute } from './desk-route.ts'
import { DigestCard, digestTitle, StatusBadge } from './digest-card.tsx'
import type { Framed } from './frame.tsx'
import { InboxLine, MOST_COUNTED } from './inbox-line.tsx'
import { type LookingDeps, lookingAt, lookingFrom, openDigestsOf } from './looking.ts'
import { When } from './when.tsx'

export interface NewsletterDeps extends LookingDeps {
  listInbox: ReturnType<typeof listInbox>
  draftNext: (newsletter: Newsletter, by: string) => Promise<{ digest: Digest; content: Content }>
}

const PAST = 30

const Past = ({ digests, zone }: { digests: readonly Digest[]; zone: string }) => (
  <div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">Digest</th>
          <th scope="col">Status</th>
          <th scope="col">Due</th>
          <th scope="col" class="number">
            Reached
          </th>
        </tr>
      </thead>
      <tbody>
        {digests.map((digest) => (
          <tr>
            <th scope="row">
              <a href={deskPath(digest)}>{digestTitle(digest)}</a>
            </th>
            <td>
              <StatusBadge status={digest.status} />
            </td>
            <td>
              <When at={digest.dueAt} zone={zone} />
            </td>
            <td class="number">
              {digest.totals === undefined ? '–' : digest.totals.accepted.toLocaleString('en')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

/** A newsletter's first room: its open digests, and the next slot. */
export const newsletterRoutes = (deps: NewsletterDeps, page: Framed): DeskRoute[] => [
  {
    method: 'GET',
    path: '/desk/newsletters/:newsletter',
    right: 'edit',
    handle: async (c) => {
      const { newsletter } = c.var
      const [open, inbox] = await Promise.all([
        openDigestsOf(deps, newsletter),
        deps.listInbox(newsletter, { place: 'fresh' }, { limit: MOST_COUNTED }),
      ])
      const cards = await Promise.all(
        open.map(async (digest) => {
          const viewing = await lookingAt(deps, c, newsletter, digest)
          return (
            <DigestCard
              heading="h2"
              digest={digest}
              sentence={statusSentence(digest, viewing)}
              next={whatsNext(digest, viewing)}
              path={deskPath(digest)}
            />
          )
        }),
      )
      const children = (
        <>
          {cards}
          {open.length === 0 && (
            <section class="card">
              <p class="status">{nextSlotWords(newsletter, lookingFrom(deps, c))}</p>
              <form method="post" action={`/desk/newsletters/${newsletter.slug}/draft`} class="row">
                <button type="submit" id="draft-now">
                  Draft it now
                </button>
                <span class="quiet">From the posts that are there. It still goes out at its time.</span>
              </form>
            </section>
          )}
          <InboxLine newsletter={newsletter} list={inbox} />
          <dl class="facts">
            <dt>Goes out</dt>
            <dd>
              {[newsletter.slot.weekday].flat().join(', ')} at {newsletter.slot.time}, {newsletter.zone}
              {newsletter.localHour && ', by each reader’s own clock'}
            </dd>
            <dt>Categories</dt>
            <dd>{numberOf(newsletter.categories.length, 'category', 'categories')}</dd>
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
        text: `${digestKey(digest)} is drafted, with ${numberOf(content.entries.length, 'entry', 'entries')}.`,
      })
    },
  },
  {
    method: 'GET',
    path: '/desk/newsletters/:newsletter/digests',
    right: 'edit',
    handle: async (c) => {
      const { newsletter, zone = newsletter.zone } = c.var
      const digests = await deps.latestDigests(newsletter.slug, PAST)
      const children =
        digests.length === 0 ? (
          <p>There is no digest yet. {nextSlotWords(newsletter, lookingFrom(deps, c))}</p>
        ) : (
          <Past digests={digests} zone={zone} />
        )
      return c.html(page(c, { title: 'Past digests', newsletter, room: 'digests', children }))
    },
  },
]
