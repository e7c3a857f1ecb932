import { dayOf } from '#functions/core/day-and-time.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { excerptOf } from '#functions/core/plain-text.ts'
import type { Post } from '#functions/core/post.ts'
import type { Triage } from '#functions/use-cases/triage-post.ts'
import { draftWith, type OpenDraft } from './drafts-with.ts'
import { postPath } from './inbox-paths.ts'
import type { Said } from './said.ts'
import { categoryName } from './standing-words.ts'
import { triageFields } from './triage-form.ts'

/** So that all that is said fits, and its cookie too. */
const LONGEST_NAMED = 100
const LONGEST_SAID = 400

const did = (newsletter: Newsletter, step: Triage, title: string): string => {
  switch (step.verb) {
    case 'accept':
      return `Accepted “${title}”${step.category === undefined ? '' : `, in ${categoryName(newsletter, step.category)}`}.`
    case 'drop':
      return `Dropped “${title}”: no draft takes it from now on.`
    case 'release':
      return `Taken back: “${title}” waits by its date, as if nobody had decided.`
    case 'note':
      return step.note === null
        ? `“${title}” has no content note now.`
        : `The content note of “${title}” is now: ${excerptOf(step.note, LONGEST_NAMED)}`
  }
}

/** A draft that is there already changes by its own page alone. */
const ofDrafts = (step: Triage, { id }: Post, drafts: readonly OpenDraft[]): string => {
  const draft = draftWith(drafts, id)
  if (draft !== undefined) {
    const named = `the draft of ${dayOf(draft.date)}`
    if (step.verb === 'drop') return ` It still stands in ${named}: drop it there too.`
    if (step.verb === 'accept')
      return ` It stands in ${named} already; should that not go out, the next one has it.`
    return step.verb === 'note' ? ` In ${named} it stays as it is.` : ''
  }
  if (step.verb !== 'accept') return ''
  const [other] = drafts
  const stays = other === undefined ? '' : ` The draft of ${dayOf(other.digest.date)} stays as it is.`
  return ` The next draft has it for certain.${stays}`
}

/** What a decision about a post came to, with the one that takes it back. */
export const saidOfTriage = (
  newsletter: Newsletter,
  step: Triage,
  { post, undo }: { readonly post: Post; readonly undo: Triage },
  drafts: readonly OpenDraft[],
): Said => {
  const title = excerptOf(post.title, LONGEST_NAMED)
  return {
    text: `${did(newsletter, step, title)}${ofDrafts(step, post, drafts)}`.slice(0, LONGEST_SAID),
    undo: { action: `${postPath(newsletter.slug, post.id)}/triage`, fields: triageFields(undo) },
  }
}
