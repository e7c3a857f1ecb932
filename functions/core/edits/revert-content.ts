import type { Content } from '../entry.ts'
import { Conflict } from '../errors.ts'
import { type Editing, withEntries } from './edited-entries.ts'

/** What an earlier revision said, as the next one: who saves it and when is that one's. What the newsletter no longer has is left out. */
export const revertContent = (
  editing: Editing,
  { revision, savedAt, savedBy }: Content,
  earlier: Content,
): Content => {
  const { editorId: _, change: __, madeFrom: ___, ...said } = earlier
  const content = withEntries(editing, { ...said, revision, savedAt, savedBy }, said.entries)
  if (content.entries.length === 0)
    throw new Conflict(`The newsletter has no category of revision ${earlier.revision} any more.`)
  return content
}
