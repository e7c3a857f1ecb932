import type { DigestRef } from '#functions/core/digest-key.ts'
import type { Edit } from '#functions/core/edit-content.ts'
import {
  entryOfTyping,
  isTyping,
  type Typing,
  textOf,
  type Words,
  wordsOf,
  wordsUnder,
} from '#functions/core/edits/typed-words.ts'
import type { Content, Revision } from '#functions/core/entry.ts'
import { Conflict, EditConflict } from '#functions/core/errors.ts'
import type { Digests } from './ports.ts'

/** What an editor would do, over what they typed it; undefined where that is not said. */
export interface Seen {
  readonly edit: Edit
  readonly seen: Words | undefined
}

interface Latest {
  readonly digests: Pick<Digests, 'content'>
  readonly ref: DigestRef
  /** The revision that the editor looked at. */
  readonly base: number
  readonly latest: Content
  /** All from the latest back to the base, which is not among them. */
  readonly since: readonly Revision[]
  /** Who else saved some of these. */
  readonly others: readonly { readonly by: string }[]
}

/** The earliest of the revisions in a row that say what the latest one says there: its editor wrote it. */
const writerOf = async ({ digests, ref, latest, since }: Latest, edit: Typing): Promise<Content> => {
  let writer = latest
  for (const { revision } of since.slice(1)) {
    const content = await digests.content(ref, revision)
    if (content === undefined || wordsUnder(content, edit) !== wordsUnder(latest, edit)) break
    writer = content
  }
  return writer
}

const seenAtBase = async ({ digests, ref, base }: Latest, edit: Typing): Promise<string | null> => {
  const content = await digests.content(ref, base)
  return content === undefined ? null : wordsUnder(content, edit)
}

/** Refuses words that would stand in place of others which their editor never saw, and to go back behind what others did. All else goes on top of the latest revision. */
export const refuseOverwriting = async (latest: Latest, edits: readonly Seen[]): Promise<void> => {
  for (const { edit, seen } of edits) {
    if (edit.verb === 'revert' && latest.base < latest.latest.revision) {
      const by = latest.others[0]?.by ?? latest.latest.savedBy
      throw new Conflict(`${by} changed it meanwhile. Look at it again before you go back.`)
    }
    if (!isTyping(edit)) continue
    const [theirs, yours] = [wordsUnder(latest.latest, edit), wordsOf(edit)]
    if (theirs === yours) continue
    const typedOver = seen === undefined ? await seenAtBase(latest, edit) : textOf(seen)
    if (theirs === typedOver) continue
    const { savedBy: by, savedAt: at } = await writerOf(latest, edit)
    const post = entryOfTyping(edit)
    throw new EditConflict({ field: edit.verb, ...(post && { post }), theirs, by, at, yours })
  }
}
