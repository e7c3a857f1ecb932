import type { Content } from '#functions/core/entry.ts'
import type { Post } from '#functions/core/post.ts'
import { EntryFields } from './entry-fields.tsx'

/** What the digest leaves out: what an editor dropped, and what earlier digests told. Each can be taken in again. */
export const LeftOut = ({
  content,
  posts,
  path,
}: {
  content: Content
  /** Those that were left out. */
  posts: readonly Post[]
  path: string
}) => {
  const repeats = new Set(content.repeats?.map(({ post }) => post))
  if (posts.length === 0) return <div id="left-out" data-part />
  return (
    <details class="card" id="left-out" data-part>
      <summary>Left out: {posts.length}</summary>
      <ul class="stack tight">
        {posts.map((post) => (
          <li>
            <form method="post" action={`${path}/edit`} data-swap class="row apart">
              <EntryFields content={content} post={post.id} />
              <span>
                <bdi>{post.title}</bdi>{' '}
                <span class="quiet">
                  {repeats.has(post.id) ? 'told by an earlier digest' : 'dropped by an editor'}
                </span>
              </span>
              <button
                type="submit"
                class="small"
                id={`restore-${post.id}`}
                name="verb"
                value="restore"
                aria-label={`Take in: ${post.title}`}
              >
                Take in
              </button>
            </form>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** A story that is typed in by hand. */
export const AddByHand = ({
  content,
  categories,
  path,
}: {
  content: Content
  categories: readonly { readonly id: string; readonly name: string }[]
  path: string
}) => (
  <details class="card" id="add" data-part>
    <summary>Add a story by hand</summary>
    <form method="post" action={`${path}/add`} data-swap class="stack">
      <input type="hidden" name="revision" value={String(content.revision)} />
      <div class="field">
        <label for="add-title">Title</label>
        <input id="add-title" name="title" required maxlength={300} />
      </div>
      <div class="field">
        <label for="add-url">Web address</label>
        <input id="add-url" name="url" type="url" />
      </div>
      <div class="halves">
        <div class="field">
          <label for="add-publisher">Publisher</label>
          <input id="add-publisher" name="publisher" maxlength={200} />
        </div>
        <div class="field">
          <label for="add-date">Published on</label>
          <input id="add-date" name="date" type="date" />
        </div>
      </div>
      <div class="field">
        <label for="add-excerpt">Excerpt</label>
        <textarea id="add-excerpt" name="excerpt" rows={3} maxlength={320} />
      </div>
      <div class="field">
        <label for="add-category">Category</label>
        <select id="add-category" name="category">
          {categories.map(({ id, name }) => (
            <option value={id}>{name}</option>
          ))}
        </select>
      </div>
      <button type="submit" class="small" id="add-button">
        Add it
      </button>
    </form>
  </details>
)
