import type { Newsletter } from '#functions/core/newsletter.ts'
import { numberOf } from '#functions/core/number-of.ts'
import type { InboxList } from '#functions/use-cases/list-inbox.ts'
import { inboxPath } from './inbox-paths.ts'

/** New posts are counted to here, so that a page costs the same however many there are. */
export const MOST_COUNTED = 50

/** How many new posts wait to be looked at. */
export const InboxLine = ({
  newsletter,
  list: { items, more },
}: {
  newsletter: Newsletter
  list: InboxList
}) => {
  const count = numberOf(items.length, 'new post')
  return (
    <p>
      <a href={inboxPath(newsletter.slug)} id="to-inbox">
        {more ? `More than ${count}` : items.length === 0 ? 'No new posts' : count} in the inbox
      </a>
    </p>
  )
}
