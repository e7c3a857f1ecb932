import type { Digest } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { revise } from '#functions/core/digest-verbs.ts'
import { type Edit, editContent } from '#functions/core/edit-content.ts'
import type { Content } from '#functions/core/entry.ts'
import { Conflict, Invalid, NotFound } from '#functions/core/errors.ts'
import { clip } from '#functions/core/plain-text.ts'
import { againOnConflict } from './again-on-conflict.ts'
import { digestOf } from './digest-of.ts'
import type { Clock, Digests, Newsletters, Posts } from './ports.ts'
import { saveRevision } from './save-revision.ts'

interface Deps {
  newsletters: Newsletters
  digests: Digests
  posts: Posts
  clock: Clock
}

/** An edit as it is asked for: posts by their ids. */
export type AskedEdit =
  | Exclude<Edit, { verb: 'restore' }>
  | { readonly verb: 'restore'; readonly post: string }

const withPost = async (deps: Deps, newsletter: string, edit: AskedEdit): Promise<Edit> => {
  if (edit.verb !== 'restore') return edit
  const post = await deps.posts.get(newsletter, edit.post)
  if (post === undefined) throw new NotFound(`There is no post ${edit.post}.`)
  return { verb: 'restore', post }
}

/** Saves a digest's content as an editor changed it, as its next revision. What was approved before is approved no more. */
export const editDigest =
  (deps: Deps) =>
  async (
    ref: DigestRef,
    by: string,
    edits: readonly AskedEdit[],
  ): Promise<{ digest: Digest; content: Content }> => {
    if (by.trim() === '') throw new Invalid('Say who you are: every revision is kept with a name.')
    const digest = await digestOf(deps.digests, ref)
    const newsletter = await deps.newsletters.get(ref.newsletter)
    let content = await deps.digests.content(ref, digest.revision)
    if (newsletter === undefined || content === undefined)
      throw new NotFound(`${digestKey(ref)} says nothing that could be edited.`)
    if (ref.kind === 'round-up' && edits.some(({ verb }) => verb === 'restore'))
      throw new Conflict('A round-up leaves nothing out that could be restored.')
    for (const edit of edits)
      content = editContent(newsletter, ref.kind, content, await withPost(deps, ref.newsletter, edit))
    const revised = {
      ...content,
      revision: digest.revision + 1,
      savedAt: deps.clock(),
      savedBy: clip(by, 64),
    }
    // Asked before anything is saved: a digest that may not be changed gets no revision.
    revise(digest, revised.revision)
    const saved = await saveRevision(deps.digests, ref, revised)
    const edited = await againOnConflict(async () => {
      const latest = await digestOf(deps.digests, ref)
      if (latest.revision !== digest.revision)
        throw new Conflict(`Somebody else saved revision ${latest.revision} meanwhile. Look at it again.`)
      return deps.digests.replace(revise(latest, saved.revision))
    })
    return { digest: edited, content: saved }
  }
