import type { Newsletter } from '#functions/core/newsletter.ts'
import type { InboxItem } from '#functions/use-cases/inbox-item.ts'
import { draftWith, draftWithout, type OpenDraft } from './drafts-with.ts'
import { postPath } from './inbox-paths.ts'
import { PostAbout, PostBadges, StoryLink } from './post-about.tsx'
import { PostActs } from './post-acts.tsx'

/** Posts with what is known of them and what one can do with them. */
export const PostList = ({
  newsletter,
  items,
  drafts,
  mixed = false,
}: {
  newsletter: Newsletter
  items: readonly InboxItem[]
  drafts: readonly OpenDraft[]
  /** They stand in several places. */
  mixed?: boolean
}) => (
  <ol class="entries">
    {items.map((item) => {
      const { id, title, excerpt } = item.post
      return (
        <li id={`post-${id}`}>
          <div class="stack tight">
            <p>
              <a class="title" id={`open-${id}`} href={postPath(newsletter.slug, id)} data-dialog>
                <bdi>{title}</bdi>
              </a>
            </p>
            <p class="quiet row">
              <PostAbout post={item.post} zone={newsletter.zone} />
              <StoryLink post={item.post} id={`story-${id}`} />
            </p>
            {excerpt !== '' && (
              <p class="excerpt">
                <bdi>{excerpt}</bdi>
              </p>
            )}
            <PostBadges newsletter={newsletter} item={item} draft={draftWith(drafts, id)} mixed={mixed} />
          </div>
          <PostActs newsletter={newsletter} item={item} draft={draftWithout(drafts, id)} />
        </li>
      )
    })}
  </ol>
)
