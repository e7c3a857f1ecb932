import { shownOn } from '#functions/core/clock-words.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { numberOf } from '#functions/core/number-of.ts'
import type { Found } from '#functions/use-cases/search-posts.ts'
import type { OpenDraft } from './drafts-with.ts'
import { inboxPath, withQuery } from './inbox-paths.ts'
import { PostList } from './post-list.tsx'
import { placeWords } from './standing-words.ts'

interface Search {
  readonly newsletter: Newsletter
  readonly query: string
  readonly found: Found
  /** It went on from an earlier look. */
  readonly further: boolean
  readonly drafts: readonly OpenDraft[]
}

/** `Looked at 300 posts, back to Tue 3 Nov 2026 among the new posts.` */
const lookedWords = ({ newsletter, found, further }: Search): string => {
  const { looked, backTo, next } = found
  if (next === undefined && !further)
    return `Looked at all ${numberOf(looked, 'post')} that ${looked === 1 ? 'waits' : 'wait'}.`
  const posts = `${looked.toLocaleString('en')}${further ? ' more' : ''} ${looked === 1 ? 'post' : 'posts'}`
  if (next === undefined || backTo === undefined) return `Looked at ${posts}: those are all that wait.`
  const { day, year } = shownOn(backTo.at, newsletter.zone)
  return `Looked at ${posts}, back to ${day} ${year} ${placeWords(newsletter, backTo.place)}.`
}

/** What a search over all waiting posts found so far, and how far it looked. */
export const FoundPage = (search: Search) => {
  const { newsletter, query, found, further, drafts } = search
  const { items, next } = found
  const path = inboxPath(newsletter.slug)
  return (
    <>
      <div class="stack tight">
        <h2 data-told>
          {items.length === 0 ? 'Nothing' : numberOf(items.length, 'post')} found for “<bdi>{query}</bdi>”
        </h2>
        <p class="quiet">{lookedWords(search)} Hidden: posts that a digest has used.</p>
      </div>
      {items.length > 0 && <PostList newsletter={newsletter} items={items} drafts={drafts} mixed />}
      {items.length === 0 && (
        <p>
          {further ? 'None of these' : 'No post'} has all of these words in its title, publisher, excerpt or
          address.
        </p>
      )}
      <p class="row">
        {next !== undefined && (
          <a class="button" id="look-further" href={withQuery(path, { q: query, after: next })}>
            Look further
          </a>
        )}
        {further && (
          <a class="button" id="search-again" href={withQuery(path, { q: query })}>
            Back to the first
          </a>
        )}
        <a class="button" id="search-clear" href={path}>
          Clear the search
        </a>
      </p>
    </>
  )
}
