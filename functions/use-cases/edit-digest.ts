import { describeEdit, describeEdits } from '#functions/core/describe-edit.ts'
import type { Digest } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { revise } from '#functions/core/digest-verbs.ts'
import { type Edit, editContent } from '#functions/core/edit-content.ts'
import type { Typing, Words } from '#functions/core/edits/typed-words.ts'
import { Content, type Revision } from '#functions/core/entry.ts'
import { Conflict, Invalid, NotFound } from '#functions/core/errors.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { clip } from '#functions/core/plain-text.ts'
import type { Post } from '#functions/core/post.ts'
import { isSamePerson, type Person } from '#functions/core/same-person.ts'
import { againOnConflict } from './again-on-conflict.ts'
import { claimHolds } from './claim-holds.ts'
import { digestOf } from './digest-of.ts'
import { revisionsTo } from './digest-revisions.ts'
import type { Clock, Digests, Newsletters, Posts } from './ports.ts'
import { refuseOverwriting, type Seen } from './refuse-overwriting.ts'
import { saveRevision } from './save-revision.ts'

interface Deps {
  newsletters: Newsletters
  digests: Digests
  posts: Posts
  clock: Clock
}

/** An edit as it is asked for: posts by their ids, revisions by their numbers; `seen` is over what words were typed. */
export type AskedEdit =
  | Exclude<Edit, Typing | { verb: 'restore' | 'add' | 'revert' }>
  | (Exclude<Typing, { text: null }> & { readonly seen?: Words })
  | { readonly verb: 'title' | 'excerpt'; readonly post: string; readonly text: null; readonly seen?: Words }
  | { readonly verb: 'restore'; readonly post: string }
  | { readonly verb: 'add'; readonly post: string; readonly category?: string }
  | { readonly verb: 'revert'; readonly revision: number }

export interface Edited {
  readonly digest: Digest
  readonly content: Content
  /** What others saved since the editor looked, newest first. */
  readonly over: readonly { readonly revision: number; readonly by: string; readonly at?: string }[]
}

const postOf = async (deps: Deps, ref: DigestRef, id: string): Promise<Post> => {
  const post = await deps.posts.get(ref.newsletter, id)
  if (post === undefined) throw new NotFound(`There is no post ${id}.`)
  return post
}

/** A post that a digest may still take. */
const freePost = async (deps: Deps, ref: DigestRef, id: string): Promise<Post> => {
  const post = await postOf(deps, ref, id)
  const { usedIn } = post
  if (usedIn !== undefined && usedIn.digest !== digestKey(ref) && (await claimHolds(deps.digests, usedIn)))
    throw new Conflict(`“${post.title}” is used in ${usedIn.digest}.`)
  return post
}

const revisionOf = async (deps: Deps, ref: DigestRef, revision: number): Promise<Content> => {
  const content = await deps.digests.content(ref, revision)
  if (content === undefined) throw new NotFound(`There is no revision ${revision} of ${digestKey(ref)}.`)
  return content
}

const editOf = async (deps: Deps, ref: DigestRef, asked: AskedEdit): Promise<Seen> => {
  const { seen, ...edit } = { seen: undefined, ...asked }
  if (ref.kind === 'round-up' && edit.verb === 'add')
    throw new Conflict('A round-up tells what was told. Add it to the next regular digest.')
  if (edit.verb === 'restore') return { edit: { ...edit, post: await postOf(deps, ref, edit.post) }, seen }
  if (edit.verb === 'add') return { edit: { ...edit, post: await freePost(deps, ref, edit.post) }, seen }
  if (edit.verb === 'revert')
    return { edit: { verb: 'revert', content: await revisionOf(deps, ref, edit.revision) }, seen }
  if ('text' in edit && edit.text === null)
    return { edit: { verb: edit.verb, post: await postOf(deps, ref, edit.post), text: null }, seen }
  return { edit, seen }
}

const isSame = (one: Content, other: Content): boolean =>
  JSON.stringify(Content.parse(one)) === JSON.stringify(Content.parse(other))

/** What a digest says after all edits, and what they did; undefined when that is nothing. */
const edited = (
  newsletter: Newsletter,
  { kind }: DigestRef,
  before: Content,
  edits: readonly Seen[],
): { content: Content; change: string } | undefined => {
  let content = before
  const changes: string[] = []
  for (const { edit } of edits) {
    const after = editContent(newsletter, kind, content, edit)
    if (!isSame(content, after)) changes.push(describeEdit(content, edit, after))
    content = after
  }
  return changes.length === 0 ? undefined : { content, change: describeEdits(changes) }
}

/** The digest with a revision as its latest; undefined when somebody else's came in between. */
const named = (deps: Deps, digest: Digest, revision: number): Promise<Digest | undefined> =>
  againOnConflict(async () => {
    const latest = await digestOf(deps.digests, digest)
    return latest.revision === digest.revision ? deps.digests.replace(revise(latest, revision)) : undefined
  })

/** Of longer ago an editor has to look again anyway. */
const MOST_SINCE = 50

const sinceThen = async (
  deps: Deps,
  digest: Digest,
  base: number | undefined,
): Promise<readonly Revision[]> => {
  if (base === undefined || base >= digest.revision) return []
  const limit = Math.min(digest.revision - base, MOST_SINCE)
  const { revisions } = await revisionsTo(deps.digests, digest, digest.revision, limit)
  return revisions.filter(({ revision }) => revision > base)
}

const othersAmong = (since: readonly Revision[], editor: Person): Edited['over'] =>
  since.flatMap(({ revision, savedBy: by, savedAt: at, editorId }) =>
    by === undefined || isSamePerson({ by, person: editorId }, editor)
      ? []
      : [{ revision, by, ...(at && { at }) }],
  )

const MOST_TRIES = 5

/**
 * Saves a digest's content as an editor changed it, as its next revision, on top of the latest. What was approved before is
 * approved no more. `base` is the revision that they looked at: words that others wrote since are never overwritten.
 */
export const editDigest =
  (deps: Deps) =>
  async (ref: DigestRef, editor: Person, asked: readonly AskedEdit[], base?: number): Promise<Edited> => {
    if (editor.by.trim() === '') throw new Invalid('Say who you are: every revision is kept with a name.')
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      const digest = await digestOf(deps.digests, ref)
      const newsletter = await deps.newsletters.get(ref.newsletter)
      const latest = await deps.digests.content(ref, digest.revision)
      if (newsletter === undefined || latest === undefined)
        throw new NotFound(`${digestKey(ref)} says nothing that could be edited.`)
      const edits: Seen[] = []
      for (const one of asked) edits.push(await editOf(deps, ref, one))
      const since = await sinceThen(deps, digest, base)
      const over = othersAmong(since, editor)
      if (base !== undefined)
        await refuseOverwriting({ digests: deps.digests, ref, base, latest, since, others: over }, edits)
      const after = edited(newsletter, ref, latest, edits)
      if (after === undefined) return { digest, content: latest, over }
      const { editorId: _, ...content } = after.content
      const revised = {
        ...content,
        revision: digest.revision + 1,
        savedAt: deps.clock(),
        savedBy: clip(editor.by, 64),
        ...(editor.person !== undefined && { editorId: editor.person }),
        change: after.change,
        madeFrom: digest.revision,
      }
      // Asked before anything is saved: a digest that may not be changed gets no revision.
      revise(digest, revised.revision)
      const saved = await saveRevision(deps.digests, ref, revised)
      const now = await named(deps, digest, saved.revision)
      if (now !== undefined) return { digest: now, content: saved, over }
    }
    throw new Conflict(`Others keep changing ${digestKey(ref)}. Try again.`)
  }
