import type { Content, Entry } from '#functions/core/entry.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Post } from '#functions/core/post.ts'
import { Counted, EditForm } from './around-forms.tsx'
import { EntryFields } from './entry-fields.tsx'
import { About, Badges } from './entry-row.tsx'

interface Editing {
  readonly newsletter: Newsletter
  readonly content: Content
  readonly entry: Entry
  /** As its source tells it; absent where the post is gone. */
  readonly post: Post | undefined
  /** Of the digest. */
  readonly path: string
}

const Words = ({ content, entry, post, path }: Editing) => (
  <section class="stack tight" aria-labelledby="entry-words">
    <h2 id="entry-words">Its words in this digest</h2>
    <div class="halves">
      <EditForm path={path} content={content} verb="words" id="form-words">
        <input type="hidden" name="post" value={entry.post} />
        <Counted name="title" id="entry-title" label="Title" value={entry.title} most={300} long required />
        <Counted
          name="excerpt"
          id="entry-excerpt"
          label="Excerpt"
          value={entry.excerpt}
          most={320}
          help="What the mail shows below the title."
          long
        />
        <Counted
          name="contentNote"
          id="entry-note"
          label="Content note"
          value={entry.contentNote}
          most={200}
          help="Such as: describes torture. Readers may have chosen to see titles only, or nothing, of what has one."
        />
      </EditForm>
      <div class="stack tight">
        <p class="quiet">As its source tells it</p>
        <div class="beside stack tight">
          {post === undefined ? (
            <p>The post is no longer stored.</p>
          ) : (
            <>
              <p>
                <b>
                  <bdi>{post.title}</bdi>
                </b>
              </p>
              <p>
                <bdi>{post.excerpt === '' ? 'No excerpt.' : post.excerpt}</bdi>
              </p>
              {post.contentNote !== undefined && <p>Content note: {post.contentNote}</p>}
              {post.url !== undefined && (
                <p>
                  <a href={post.url} target="_blank" rel="noopener noreferrer">
                    Open the story
                  </a>
                </p>
              )}
            </>
          )}
        </div>
        {post !== undefined && (post.title !== entry.title || post.excerpt !== entry.excerpt) && (
          <form method="post" action={`${path}/edit`} data-swap data-stay class="row">
            <EntryFields content={content} post={entry.post} />
            {post.title !== entry.title && (
              <button type="submit" class="small" name="verb" value="original-title">
                Use its own title
              </button>
            )}
            {post.excerpt !== entry.excerpt && (
              <button type="submit" class="small" name="verb" value="original-excerpt">
                Use its own excerpt
              </button>
            )}
          </form>
        )}
      </div>
    </div>
  </section>
)

const Place = ({ newsletter, content, entry, path }: Editing) => (
  <section class="stack tight" aria-labelledby="entry-place">
    <h2 id="entry-place">Its place</h2>
    <div class="halves">
      <form method="post" action={`${path}/edit`} data-swap class="stack">
        <EntryFields content={content} post={entry.post} />
        <input type="hidden" name="verb" value="file" />
        <fieldset>
          <legend>Categories</legend>
          {newsletter.categories.map(({ id, name }) => (
            <label class="choice">
              <input type="checkbox" name="category" value={id} checked={entry.categories.includes(id)} />
              <bdi>{name}</bdi>
            </label>
          ))}
        </fieldset>
        <button type="submit" class="small">
          File it there
        </button>
      </form>
      <div class="stack">
        {content.sections
          .filter(({ entries }) => entries.includes(entry.post))
          .map(({ category, name, entries }) => (
            <form method="post" action={`${path}/edit`} data-swap class="stack tight">
              <EntryFields content={content} post={entry.post} />
              <input type="hidden" name="verb" value="place" />
              <input type="hidden" name="category" value={category} />
              <div class="field">
                <label for={`position-${category}`}>
                  Position in <bdi>{name}</bdi>
                </label>
                <div class="row">
                  <input
                    type="number"
                    id={`position-${category}`}
                    name="position"
                    min={1}
                    max={entries.length}
                    value={String(entries.indexOf(entry.post) + 1)}
                    required
                  />
                  <span class="quiet">of {entries.length}</span>
                  <button type="submit" class="small">
                    Move
                  </button>
                </div>
              </div>
            </form>
          ))}
      </div>
    </div>
  </section>
)

const Standing = ({ content, entry, path }: Editing) => {
  const isLead = content.lead?.post === entry.post
  const others = content.entries.filter(({ post }) => post !== entry.post)
  return (
    <section class="stack tight" aria-labelledby="entry-standing">
      <h2 id="entry-standing">Its standing</h2>
      <form method="post" action={`${path}/edit`} data-swap class="row">
        <EntryFields content={content} post={entry.post} />
        {(!isLead || content.lead?.forEveryone) && (
          <button type="submit" class="small" name="verb" value="lead">
            {isLead ? 'Lead with it for its categories alone' : 'Lead with it'}
          </button>
        )}
        {!(isLead && content.lead?.forEveryone) && (
          <button type="submit" class="small" name="verb" value="lead-everyone">
            Lead with it for everyone
          </button>
        )}
        <button type="submit" class="small" name="verb" value={entry.pinned ? 'unpin' : 'pin'}>
          {entry.pinned ? 'Unpin' : 'Pin to the top'}
        </button>
        <button type="submit" class="small plain-danger" name="verb" value="drop">
          Drop from this digest
        </button>
      </form>
      <p class="quiet">
        What leads for everyone is seen by each reader who gets anything, and may be named in the subject.
      </p>
      {(entry.also ?? []).length > 0 && (
        <>
          <h3>The same story elsewhere</h3>
          <ul class="stack tight">
            {entry.also?.map((other) => (
              <li>
                <form method="post" action={`${path}/edit`} data-swap class="row">
                  <EntryFields content={content} post={other.post} />
                  <span>
                    <bdi>{other.title}</bdi>{' '}
                    <span class="quiet">
                      <bdi>{other.publisher ?? ''}</bdi>
                    </span>
                  </span>
                  <button
                    type="submit"
                    class="small"
                    name="verb"
                    value="restore"
                    aria-label={`Split off: ${other.title}`}
                  >
                    Split off
                  </button>
                </form>
              </li>
            ))}
          </ul>
        </>
      )}
      {others.length > 0 && (
        <form method="post" action={`${path}/edit`} data-swap class="field">
          <EntryFields content={content} post={entry.post} />
          <input type="hidden" name="verb" value="merge" />
          <label for="merge-into">It tells the same story as</label>
          <div class="row">
            <select id="merge-into" name="into">
              {others.map(({ post, title }) => (
                <option value={post}>{title.length > 70 ? `${title.slice(0, 70)}…` : title}</option>
              ))}
            </select>
            <button type="submit" class="small">
              Merge into that
            </button>
          </div>
        </form>
      )}
    </section>
  )
}

/** One entry with all that an editor does to it. */
export const EntryPage = (editing: Editing) => (
  <div class="stack" id="entry" data-part>
    <About entry={editing.entry} zone={editing.newsletter.zone} />
    <Badges entry={editing.entry} content={editing.content} />
    <Words {...editing} />
    <Place {...editing} />
    <Standing {...editing} />
  </div>
)
