import type { Newsletter } from '#functions/core/newsletter.ts'
import type { InboxItem } from '#functions/use-cases/inbox-item.ts'
import { backlogPath, inboxPath, withQuery } from './inbox-paths.ts'
import { categoryName, placedWords } from './standing-words.ts'
import { When } from './when.tsx'

const TAKEN_BY_NONE = 'No category takes it, so no draft does before you accept it in one.'

const dripWords = ({ categories }: Newsletter, category: string): string => {
  const found = categories.find(({ id }) => id === category)
  if (found === undefined) return TAKEN_BY_NONE
  return found.dripPerWeek === 0
    ? 'Nothing drips from there by itself: a draft has it if you accept it.'
    : 'A draft takes it when its turn in the drip comes.'
}

/** Where it waits, and what becomes of it if nobody does anything. */
export const PostStanding = ({
  newsletter,
  item: { post, place, categories },
  zone,
}: {
  newsletter: Newsletter
  item: InboxItem
  zone: string
}) => {
  const { slug } = newsletter
  switch (place.place) {
    case 'placed':
      return (
        <p>
          Accepted{placedWords(newsletter, post)}: the next draft has it for certain.
          {post.placedAt !== undefined && (
            <>
              {' '}
              Since <When at={post.placedAt} zone={zone} />.
            </>
          )}
        </p>
      )
    case 'dropped':
      return (
        <p>
          Dropped: no draft takes it.
          {post.droppedAt !== undefined && (
            <>
              {' '}
              Since <When at={post.droppedAt} zone={zone} />.
            </>
          )}
        </p>
      )
    case 'fresh':
      if (post.corrects !== undefined)
        return <p>A correction: the next draft has it at the top, for all readers.</p>
      return (
        <p>
          It waits in the <a href={inboxPath(slug)}>inbox</a>.{' '}
          {categories.length > 0 ? 'The next draft takes it by its date.' : TAKEN_BY_NONE}
        </p>
      )
    case 'backlog':
      return (
        <p>
          It waits in the{' '}
          <a href={withQuery(backlogPath(slug), { category: place.category })}>
            backlog of <bdi>{categoryName(newsletter, place.category)}</bdi>
          </a>
          . {dripWords(newsletter, place.category)}
        </p>
      )
  }
}
