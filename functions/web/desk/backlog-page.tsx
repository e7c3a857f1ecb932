import type { Newsletter } from '#functions/core/newsletter.ts'
import { numberOf } from '#functions/core/number-of.ts'
import type { InboxList } from '#functions/use-cases/list-inbox.ts'
import type { OpenDraft } from './drafts-with.ts'
import { backlogPath, importPath, withQuery } from './inbox-paths.ts'
import { PostList } from './post-list.tsx'

/** What waits that no category takes. */
export const NO_CATEGORY = ''

interface Backlog {
  readonly newsletter: Newsletter
  /** Its id, or `NO_CATEGORY`. */
  readonly category: string
  readonly list: InboxList
  readonly further: boolean
  readonly drafts: readonly OpenDraft[]
}

/** Where a `rest` category takes all, none is left over. */
const takesAll = ({ categories }: Newsletter): boolean =>
  categories.some(({ rules }) => rules.some((rule) => 'rest' in rule))

const pathOf = ({ slug }: Newsletter, category: string, after?: string): string =>
  withQuery(backlogPath(slug), { category, after })

const Drip = ({ newsletter, category }: Pick<Backlog, 'newsletter' | 'category'>) => {
  const found = newsletter.categories.find(({ id }) => id === category)
  if (found === undefined)
    return <p>No category takes these, so no digest does by itself. Accept one, and say in which.</p>
  const { dripPerWeek, name } = found
  return (
    <p>
      {dripPerWeek === 0 ? (
        <>
          None of these goes into a digest by itself: <bdi>{name}</bdi> gets those that you take.
        </>
      ) : (
        <>
          <b>{dripPerWeek} a week</b>: each digest takes the first {dripPerWeek === 1 ? 'post' : dripPerWeek}{' '}
          of this list into <bdi>{name}</bdi>, and what you take besides.
        </>
      )}
    </p>
  )
}

const Empty = ({ newsletter }: Pick<Backlog, 'newsletter'>) => (
  <div class="card empty">
    <p>
      Nothing waits here. Posts come here whose date is unknown or more than{' '}
      {numberOf(newsletter.lookBackDays, 'day')} ago, into the first category that takes them. Other
      categories have lists of their own: the row above leads to them.
    </p>
    <p>
      <a class="button" id="empty-next" href={importPath(newsletter.slug)}>
        Import a saved page
      </a>
    </p>
  </div>
)

/** A category’s backlog in the order in which it drips. */
export const BacklogPage = ({ newsletter, category, list, further, drafts }: Backlog) => {
  const { items, more, next } = list
  const lists = [
    ...newsletter.categories.map(({ id, name }) => ({ id, name })),
    ...(takesAll(newsletter) ? [] : [{ id: NO_CATEGORY, name: 'In no category' }]),
  ]
  return (
    <>
      <nav class="tabs" aria-label="Of which category">
        {lists.map(({ id, name }) => (
          <a
            href={pathOf(newsletter, id)}
            id={`backlog-${id || 'none'}`}
            aria-current={id === category ? 'page' : undefined}
          >
            <bdi>{name}</bdi>
          </a>
        ))}
      </nav>
      <div class="stack" id="backlog" data-part>
        <div class="stack tight">
          <Drip newsletter={newsletter} category={category} />
          <p class="quiet">
            Shown: the oldest first, those without a date last. Hidden: posts that are accepted, dropped or in
            a digest that is approved.
          </p>
        </div>
        {items.length > 0 && <PostList newsletter={newsletter} items={items} drafts={drafts} />}
        {items.length === 0 && !more && !further && <Empty newsletter={newsletter} />}
        {items.length === 0 && (more || further) && <p>Of this page’s posts none is left.</p>}
        {(more || further) && (
          <p class="row">
            {next !== undefined && (
              <a class="button" id="next-page" href={pathOf(newsletter, category, next)}>
                Those that follow
              </a>
            )}
            {further && (
              <a class="button" id="first-page" href={pathOf(newsletter, category)}>
                Back to the first
              </a>
            )}
          </p>
        )}
      </div>
    </>
  )
}
