import { may } from '#functions/core/access.ts'
import type { Digest } from '#functions/core/digest.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { nextSlotWords } from '#functions/core/next-slot-words.ts'
import type { DeskContext, DeskRoute } from './desk-route.ts'
import { digestCards } from './digest-card.tsx'
import type { Framed } from './frame.tsx'
import { HelpPage } from './help-page.tsx'
import { type LookingDeps, lookingFrom, openDigestsOf } from './looking.ts'
import { NewsletterPaused } from './newsletter-paused.tsx'

export interface HomeDeps extends LookingDeps {
  newsletters: () => Promise<Newsletter[]>
}

/** What one newsletter's card on the first page shows. */
interface Overview {
  readonly newsletter: Newsletter
  readonly open: readonly Digest[]
}

const Card = async ({ deps, c, overview }: { deps: HomeDeps; c: DeskContext; overview: Overview }) => {
  const { newsletter, open } = overview
  return (
    <section class="stack" aria-labelledby={`nl-${newsletter.slug}`}>
      <h2 id={`nl-${newsletter.slug}`}>
        <a href={`/desk/newsletters/${newsletter.slug}`}>
          <bdi>{newsletter.name}</bdi>
        </a>
      </h2>
      <NewsletterPaused newsletter={newsletter} person={c.var.person} zone={c.var.zone} />
      {open.length === 0 && (
        <div class="card">
          <p class="status">{nextSlotWords(newsletter, lookingFrom(deps, c))}</p>
        </div>
      )}
      {await digestCards(deps, c, newsletter, open, 'h3')}
    </section>
  )
}

export const homeRoutes = (deps: HomeDeps, page: Framed): DeskRoute[] => [
  {
    method: 'GET',
    path: '/desk',
    right: 'sign-in',
    handle: async (c) => {
      const all = await deps.newsletters()
      const own = all.filter(({ slug }) => may(c.var.person.grants, 'edit', slug))
      const overviews = await Promise.all(
        own.map(async (newsletter) => ({ newsletter, open: await openDigestsOf(deps, newsletter) })),
      )
      const children =
        overviews.length === 0 ? (
          <p>
            There is no newsletter yet that you may work on. An admin makes one, or adds you to its editors.
          </p>
        ) : (
          overviews.map((overview) => <Card deps={deps} c={c} overview={overview} />)
        )
      return c.html(page(c, { title: 'Your newsletters', children }))
    },
  },
  {
    method: 'GET',
    path: '/desk/help',
    right: 'sign-in',
    handle: (c) => c.html(page(c, { title: 'Help', children: <HelpPage /> })),
  },
]
