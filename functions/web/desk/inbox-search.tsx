import { Icon } from './icons.tsx'

export const LONGEST_QUERY = 100

/** The search over all posts that wait, wherever they do. */
export const InboxSearch = ({ path, query }: { path: string; query: string }) => (
  <search>
    <form method="get" action={path} class="search" data-live data-swap>
      <label for="inbox-search">Search all that waits</label>
      <div class="row">
        <input
          type="search"
          id="inbox-search"
          name="q"
          value={query}
          maxlength={LONGEST_QUERY}
          autocomplete="off"
          aria-describedby="inbox-search-help"
        />
        <button type="submit" id="inbox-search-button">
          <Icon name="search" />
          Search
        </button>
      </div>
      <p class="quiet" id="inbox-search-help">
        All words must be in the title, publisher, excerpt or address, in whatever case and with or without
        accents.
      </p>
    </form>
  </search>
)
