import type { Content } from '#functions/core/entry.ts'

/** What every form about an entry says: which post, and the revision that was looked at. */
export const EntryFields = ({ content, post }: { content: Content; post: string }) => (
  <>
    <input type="hidden" name="revision" value={String(content.revision)} />
    <input type="hidden" name="post" value={post} />
  </>
)
