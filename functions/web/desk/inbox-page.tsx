import type { Child } from 'hono/jsx'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { InboxList } from '#functions/use-cases/list-inbox.ts'
import type { OpenDraft } from './drafts-with.ts'
import { backlogPath, importPath, inboxPath, withQuery } from './inbox-paths.ts'
import { PostList } from './post-list.tsx'

/** Which posts the inbox shows. */
export type Shown = 'new' | 'accepted' | 'dropped'

const TABS: readonly { readonly shown: Shown; readonly name: string }[] = [
  { shown: 'new', name: 'New' },
  { shown: 'accepted', name: 'Accepted' },
  { shown: 'dropped', name: 'Dropped' },
]

interface Inbox {
  readonly newsletter: Newsletter
  readonly shown: Shown
  readonly list: InboxList
  /** It is not the first page. */
  readonly further: boolean
  readonly drafts: readonly OpenDraft[]
}

/** What a look at the list shows, and what it hides. */
const Filter = ({ newsletter: { slug }, shown }: Pick<Inbox, 'newsletter' | 'shown'>) => {
  const link = (to: Shown, words: string): Child => (
    <a href={withQuery(inboxPath(slug), { show: to })}>{words}</a>
  )
  const backlog = <a href={backlogPath(slug)}>the backlog</a>
  const LINES: Readonly<Record<Shown, Child>> = {
    new: (
      <>
        Shown: posts of the latest days about which nobody decided, newest first. Hidden:{' '}
        {link('accepted', 'accepted')} and {link('dropped', 'dropped')} posts, and {backlog}.
      </>
    ),
    accepted: (
      <>
        Shown: posts that the next draft has for certain, accepted last first. Hidden: {link('new', 'new')}{' '}
        and {link('dropped', 'dropped')} posts, and {backlog}.
      </>
    ),
    dropped: (
      <>
        Shown: posts that no draft takes, dropped last first. Hidden: {link('new', 'new')} and{' '}
        {link('accepted', 'accepted')} posts, and {backlog}.
      </>
    ),
  }
  return <p class="quiet">{LINES[shown]}</p>
}

const Empty = ({ newsletter: { slug }, shown }: Pick<Inbox, 'newsletter' | 'shown'>) => {
  const toTheNew = (
    <p>
      <a class="button" id="empty-next" href={inboxPath(slug)}>
        Look through the new posts
      </a>
    </p>
  )
  const WORDS: Readonly<Record<Shown, Child>> = {
    new: (
      <>
        <p>No new posts. Posts come here as their sources tell of them, or from a page that you import.</p>
        <p>
          <a class="button" id="empty-next" href={importPath(slug)}>
            Import a saved page
          </a>
        </p>
      </>
    ),
    accepted: (
      <>
        <p>
          Nothing is accepted. What you accept stands in the next draft for certain; what you leave alone is
          drafted by its date.
        </p>
        {toTheNew}
      </>
    ),
    dropped: (
      <>
        <p>Nothing is dropped. What you drop stands here, and can be taken back.</p>
        {toTheNew}
      </>
    ),
  }
  return <div class="card empty">{WORDS[shown]}</div>
}

/** A page of the posts about which editors decide. */
export const InboxPage = ({ newsletter, shown, list, further, drafts }: Inbox) => {
  const { slug } = newsletter
  const { items, more, next } = list
  return (
    <>
      <nav class="tabs" aria-label="Which posts">
        {TABS.map((tab) => (
          <a
            href={withQuery(inboxPath(slug), { show: tab.shown })}
            id={`show-${tab.shown}`}
            aria-current={tab.shown === shown ? 'page' : undefined}
          >
            {tab.name}
          </a>
        ))}
      </nav>
      <Filter newsletter={newsletter} shown={shown} />
      {items.length > 0 && <PostList newsletter={newsletter} items={items} drafts={drafts} />}
      {items.length === 0 && !more && !further && <Empty newsletter={newsletter} shown={shown} />}
      {items.length === 0 && (more || further) && (
        <p>Of this page’s posts none is left: all are decided, or stand in a digest.</p>
      )}
      {(more || further) && (
        <p class="row">
          {next !== undefined && (
            <a class="button" id="next-page" href={withQuery(inboxPath(slug), { show: shown, after: next })}>
              Earlier ones
            </a>
          )}
          {further && (
            <a class="button" id="first-page" href={withQuery(inboxPath(slug), { show: shown })}>
              Back to the first
            </a>
          )}
        </p>
      )}
    </>
  )
}
