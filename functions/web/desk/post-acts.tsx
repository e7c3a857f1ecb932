import type { Newsletter } from '#functions/core/newsletter.ts'
import type { InboxItem } from '#functions/use-cases/inbox-item.ts'
import { postPath } from './inbox-paths.ts'

/** What one decides of a post in a list. One that no category takes is accepted on its own page, which asks in which. */
export const PostActs = ({
  newsletter,
  item: { post, place, categories },
}: {
  newsletter: Newsletter
  item: InboxItem
}) => {
  const { id, title } = post
  const path = postPath(newsletter.slug, id)
  const isDecided = place.place === 'placed' || place.place === 'dropped'
  const accept = place.place === 'backlog' ? 'Take into the next digest' : 'Accept'
  const button = (verb: 'accept' | 'drop' | 'release', words: string, tone = '') => (
    <button
      type="submit"
      class={`small ${tone}`}
      // Accepting and taking back stand in one place, so that focus stays there.
      id={`${verb === 'drop' ? 'drop' : 'decide'}-${id}`}
      name="verb"
      value={verb}
      aria-label={`${words}: ${title}`}
    >
      {words}
    </button>
  )
  return (
    <div class="acts">
      {!isDecided && categories.length === 0 && (
        <a
          class="button small"
          id={`decide-${id}`}
          href={path}
          data-dialog
          aria-label={`Accept in…: ${title}`}
        >
          Accept in…
        </a>
      )}
      <form method="post" action={`${path}/triage`} data-swap>
        {!isDecided && categories.length > 0 && button('accept', accept, 'yes')}
        {isDecided && button('release', 'Take back')}
        {place.place !== 'dropped' && button('drop', 'Drop')}
      </form>
    </div>
  )
}
