import type { DigestRef } from '#functions/core/digest-key.ts'
import type { Content } from '#functions/core/entry.ts'
import { Conflict } from '#functions/core/errors.ts'
import type { Digests } from './ports.ts'

const MOST_TRIES = 10

/** Saves what a digest says as its next free revision from one on, and answers with it. A number may be taken by who died, or lost, before the digest named it. */
export const saveRevision = async (
  digests: Pick<Digests, 'saveContent'>,
  ref: DigestRef,
  content: Content,
): Promise<Content> => {
  for (let revision = content.revision; revision < content.revision + MOST_TRIES; revision += 1) {
    const saved = { ...content, revision }
    if (await digests.saveContent(ref, saved)) return saved
  }
  throw new Conflict('Others save it at the same time. Look at it again.')
}
