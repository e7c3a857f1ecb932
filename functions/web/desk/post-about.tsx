import { isWebUrl } from '#functions/core/canonical-url.ts'
import { dayOf } from '#functions/core/day-and-time.ts'
import type { Digest } from '#functions/core/digest.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Post } from '#functions/core/post.ts'
import type { InboxItem } from '#functions/use-cases/inbox-item.ts'
import { dateOf } from './entry-row.tsx'
import { Icon } from './icons.tsx'
import { categoryName, placedWords } from './standing-words.ts'

/** Leads to where a post’s story stands on the web; nothing where it has no web address. */
export const StoryLink = ({ post: { url, title }, id }: { post: Post; id: string }) =>
  url !== undefined && isWebUrl(url) ? (
    <a
      class="story"
      id={id}
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={`Open the story: ${title}`}
    >
      <Icon name="link" />
      Open the story
    </a>
  ) : null

/** Who published it, and when. */
export const PostAbout = ({ post, zone }: { post: Post; zone: string }) => (
  <span>
    {post.publisher === undefined ? 'no publisher' : <bdi>{post.publisher}</bdi>} · {dateOf(post, zone)}
    {post.minutes !== undefined && ` · ${post.minutes} min`}
  </span>
)

/** Where it stands, what it falls into, and what readers want to know before they read it. */
export const PostBadges = ({
  newsletter,
  item: { post, place, categories },
  draft,
  mixed,
}: {
  newsletter: Newsletter
  item: InboxItem
  /** That has it, and that nobody approved yet. */
  draft: Digest | undefined
  /** It stands among posts of other places. */
  mixed: boolean
}) => (
  <span class="badges">
    {place.place === 'placed' && <span class="badge good">Accepted{placedWords(newsletter, post)}</span>}
    {place.place === 'dropped' && <span class="badge bad">Dropped</span>}
    {place.place === 'backlog' && mixed && <span class="badge">Backlog</span>}
    {draft !== undefined && <span class="badge strong">In the draft of {dayOf(draft.date)}</span>}
    {place.place !== 'placed' &&
      post.corrects === undefined &&
      categories.map((id) => (
        <span class="badge">
          <bdi>{categoryName(newsletter, id)}</bdi>
        </span>
      ))}
    {post.corrects !== undefined && <span class="badge strong">Correction</span>}
    {categories.length === 0 && post.corrects === undefined && <span class="badge warn">In no category</span>}
    {post.contentNote !== undefined && (
      <span class="badge warn">
        Content note: <bdi>{post.contentNote}</bdi>
      </span>
    )}
  </span>
)
