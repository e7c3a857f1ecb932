import { deskPath } from '#functions/core/desk-paths.ts'
import type { Digest } from '#functions/core/digest.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { InboxItem } from '#functions/use-cases/inbox-item.ts'
import { postPath } from './inbox-paths.ts'

/** What one decides of a post in a list. One that no category takes is accepted on its own page, which asks in which. */
export const PostActs = ({
  newsletter,
  item: { post, place, categories },
  draft,
}: {
  newsletter: Newsletter
  item: InboxItem
  /** One that is there already and does not tell it. */
  draft: Digest | undefined
}) => {
  const { id, title } = post
  const path = postPath(newsletter.slug, id)
  const isDecided = place.place === 'placed' || place.place === 'dropped'
  // A correction stands at the top of the next draft without anybody’s word.
  const isAcceptable = !isDecided && post.corrects === undefined
  const isFiled = post.corrects === undefined && categories.length > 0
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
      {isAcceptable && categories.length === 0 && (
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
        {isAcceptable && categories.length > 0 && button('accept', accept, 'yes')}
        {isDecided && button('release', 'Take back')}
        {place.place !== 'dropped' && button('drop', 'Drop')}
      </form>
      {draft !== undefined && place.place !== 'dropped' && isFiled && (
        <form method="post" action={`${deskPath(draft)}/take`} data-swap>
          <input type="hidden" name="post" value={id} />
          <button type="submit" class="small" id={`take-${id}`} aria-label={`Add to the draft: ${title}`}>
            Add to the draft
          </button>
        </form>
      )}
    </div>
  )
}
