import { dayOf } from '#functions/core/day-and-time.ts'
import { deskPath } from '#functions/core/desk-paths.ts'
import type { Digest } from '#functions/core/digest.ts'
import { parseDigestKey } from '#functions/core/digest-key.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { LONGEST_NAME } from '#functions/core/post.ts'
import type { InboxItem } from '#functions/use-cases/inbox-item.ts'
import { digestTitle } from './digest-card.tsx'
import { inboxPath, postPath } from './inbox-paths.ts'
import { PostAbout, PostBadges, StoryLink } from './post-about.tsx'
import { PostFacts } from './post-facts.tsx'
import { PostStanding } from './post-standing.tsx'

interface Looked {
  readonly newsletter: Newsletter
  /** As if no digest held it. */
  readonly item: InboxItem
  /** Whether one does. */
  readonly held: boolean
  /** That tells it, and that nobody approved yet. */
  readonly draft: Digest | undefined
  /** Its whole text; empty when there is none. */
  readonly text: string
  readonly zone: string
}

const Acts = ({ newsletter, item: { post, place, categories } }: Looked) => {
  const action = `${postPath(newsletter.slug, post.id)}/triage`
  const isDecided = place.place === 'placed' || place.place === 'dropped'
  const isCorrection = post.corrects !== undefined
  return (
    <>
      <form method="post" action={action} data-swap class="row">
        {place.place !== 'placed' && categories.length > 0 && !isCorrection && (
          <button type="submit" class="primary" id="post-accept" name="verb" value="accept">
            Accept
          </button>
        )}
        {place.place !== 'dropped' && (
          <button type="submit" id="post-drop" name="verb" value="drop">
            Drop
          </button>
        )}
        {isDecided && (
          <button type="submit" id="post-release" name="verb" value="release">
            Take back
          </button>
        )}
      </form>
      {!isCorrection && (
        <form method="post" action={action} data-swap class="field">
          <input type="hidden" name="verb" value="accept" />
          <label for="post-category">Accept it in one category, whatever its rules say</label>
          <div class="row">
            <select id="post-category" name="category">
              {newsletter.categories.map(({ id, name }) => (
                <option value={id} selected={id === (post.placedIn ?? categories[0])}>
                  {name}
                </option>
              ))}
            </select>
            <button type="submit" class="small" id="post-move">
              Accept there
            </button>
          </div>
        </form>
      )}
    </>
  )
}

const Note = ({ newsletter, item: { post } }: Looked) => (
  <section class="card" aria-labelledby="note-title" id="post-note" data-part>
    <h2 id="note-title">Content note</h2>
    <form method="post" action={`${postPath(newsletter.slug, post.id)}/triage`} data-swap class="stack tight">
      <div class="field">
        <label for="note">What readers want to know before they read it</label>
        <input
          id="note"
          name="note"
          value={post.contentNote ?? ''}
          maxlength={LONGEST_NAME}
          autocomplete="off"
          aria-describedby="note-help"
        />
        <p class="quiet" id="note-help">
          Such as: describes torture. Some readers have such posts shortened or left out. What you write or
          remove here stays, whatever its source says later.
        </p>
      </div>
      <div class="row">
        <button type="submit" class="small" id="note-save" name="verb" value="note">
          Save the note
        </button>
        {post.contentNote !== undefined && (
          <button type="submit" class="small plain-danger" id="note-remove" name="verb" value="no-note">
            Remove the note
          </button>
        )}
      </div>
    </form>
  </section>
)

/** One post with all that is known of it and all that one decides about it. */
export const PostPage = (looked: Looked) => {
  const { newsletter, item, held, draft, text } = looked
  const { post } = item
  return (
    <>
      <p class="not-in-dialog">
        <a href={inboxPath(newsletter.slug)}>To the inbox</a>
      </p>
      <p class="row apart">
        <span class="quiet">
          <PostAbout post={post} zone={newsletter.zone} />
        </span>
        <StoryLink post={post} id="post-story" />
      </p>
      {post.excerpt !== '' && (
        <p>
          <bdi>{post.excerpt}</bdi>
        </p>
      )}
      <section class="card" aria-labelledby="state-title" id="post-state" data-part>
        <h2 id="state-title">Where it stands</h2>
        {held && post.usedIn !== undefined ? (
          <p>
            It stands in{' '}
            <a href={deskPath(parseDigestKey(post.usedIn.digest))}>
              {digestTitle(parseDigestKey(post.usedIn.digest))}
            </a>
            , as it was approved. Nothing is decided about it here any more.
          </p>
        ) : (
          <>
            <PostBadges newsletter={newsletter} item={item} draft={undefined} mixed />
            <PostStanding {...looked} />
            {draft !== undefined && (
              <p class="notice">
                <span>
                  It stands in the <a href={deskPath(draft)}>draft of {dayOf(draft.date)}</a>, which changes
                  on its own page alone.
                </span>
              </p>
            )}
            <Acts {...looked} />
          </>
        )}
      </section>
      {!held && <Note {...looked} />}
      <PostFacts {...looked} post={post} />
      {text !== '' && (
        <details class="card">
          <summary id="post-text">The whole text</summary>
          <div class="stack">
            {text.split('\n\n').map((paragraph) => (
              <p>
                <bdi>{paragraph}</bdi>
              </p>
            ))}
          </div>
        </details>
      )}
    </>
  )
}
