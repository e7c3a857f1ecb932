import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import type { JobRef } from '#functions/core/job.ts'
import { hashOf } from '#functions/core/link.ts'
import { freshFrom, type Post } from '#functions/core/post.ts'
import type { ActedOn, InboxPlace, Waiting } from '#functions/use-cases/ports.ts'
import type { Key } from './table.ts'

// Every key of the content table. What the public function may read begins with `pub#` (see the service stack).

/** Sparse index over what waits: unused posts, and digests that are not over. */
export const OPEN_INDEX = 'open'

export const newslettersKey = 'pub#newsletters'
export const newsletterKey = (slug: string): Key => ({ pk: newslettersKey, sk: slug })

export const pageKey = (ref: DigestRef): Key => ({ pk: `pub#page#${digestKey(ref)}`, sk: 'page' })
/** Since when the page can be seen: a row of its own, since a change of the page's costs a unit for each kilobyte. */
export const shownKey = (ref: DigestRef): Key => ({ ...pageKey(ref), sk: 'shown' })

/** A token stands in the mails with its link alone: of the table it cannot be read. */
export const previewKey = (token: string): Key => ({ pk: `pub#preview#${hashOf(token)}`, sk: 'page' })

export const postKey = (newsletter: string, id: string): Key => ({
  pk: `nl#${newsletter}#post#${id}`,
  sk: 'post',
})

export const postTextKey = (newsletter: string, id: string): Key => ({
  ...postKey(newsletter, id),
  sk: 'text',
})

export const digestsKey = (newsletter: string): string => `nl#${newsletter}#digests`
export const controlKey = (ref: DigestRef): Key => ({
  pk: digestsKey(ref.newsletter),
  sk: `${ref.date}#${ref.kind}`,
})
/** The digest whose control row a key names. */
export const digestRefIn = ({ pk, sk }: { readonly pk?: unknown; readonly sk?: unknown }) => {
  const [, newsletter] = String(pk).split('#')
  const [date, kind] = String(sk).split('#')
  return { newsletter, kind, date }
}
export const contentsKey = (ref: DigestRef): string => `nl#${ref.newsletter}#content#${digestKey(ref)}`
export const contentKey = (ref: DigestRef, revision: number): Key => ({
  pk: contentsKey(ref),
  sk: String(revision).padStart(6, '0'),
})

/** Of a version; never written over with another. */
export const ownTemplateKey = (newsletter: string, hash: string): Key => ({
  pk: `nl#${newsletter}#templates`,
  sk: hash,
})

/** A picture that mails and pages load. */
export const pictureKey = (name: string): Key => ({ pk: `pub#picture#${name}`, sk: 'picture' })

/** Who signed in at the desk. */
export const staffKey = 'staff'
export const staffMemberKey = (id: string): Key => ({ pk: staffKey, sk: id })

export const actsKey = (on: ActedOn): string => {
  if ('queue' in on) return `queue#${on.queue}#acts`
  if ('reader' in on) return `reader#${on.reader}#acts`
  if ('staff' in on) return `staff#${on.staff}#acts`
  return `nl#${on.newsletter}#acts${'date' in on ? `#${digestKey(on)}` : ''}`
}
export const actKey = (on: ActedOn, at: string, verb: string): Key => ({
  pk: actsKey(on),
  sk: `${at}#${verb}`,
})

export const freshKey = (newsletter: string): string => `nl#${newsletter}#fresh`
export const backlogKey = (newsletter: string, category: string): string =>
  `nl#${newsletter}#backlog#${category}`
export const placedKey = (newsletter: string): string => `nl#${newsletter}#placed`
export const droppedKey = (newsletter: string): string => `nl#${newsletter}#dropped`
export const inboxKey = (newsletter: string, place: InboxPlace): string => {
  if (place.place === 'fresh') return freshKey(newsletter)
  if (place.place === 'placed') return placedKey(newsletter)
  return place.place === 'dropped' ? droppedKey(newsletter) : backlogKey(newsletter, place.category)
}

/** The id of a job begins with its time, so that the jobs of a newsletter stand in their order. */
export const jobsKey = (newsletter: string): string => `jobs#${newsletter}`
export const jobKey = ({ newsletter, id }: JobRef): Key => ({ pk: jobsKey(newsletter), sk: id })

export const OPEN_DIGESTS = 'digests'
export const CLOSED_DIGESTS = 'templates'

const padded = (position: number): string => String(position).padStart(6, '0')

/** Where a waiting post stands in the open index: by date; the undated of a backlog after the dated, in page order. */
export const openOf = (post: Post, waiting: Waiting): { openKey: string; openSort: string } => {
  if (waiting.place === 'fresh')
    return { openKey: freshKey(post.newsletter), openSort: `${freshFrom(post) ?? ''}#${post.id}` }
  const order =
    post.publishedAt === undefined
      ? `1#${post.receivedAt}#${padded(post.position)}`
      : `0#${post.publishedAt}#${padded(post.position)}`
  return { openKey: backlogKey(post.newsletter, waiting.category), openSort: `${order}#${post.id}` }
}
