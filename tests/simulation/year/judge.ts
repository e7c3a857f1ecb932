import { Temporal } from 'temporal-polyfill'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import type { Content } from '#functions/core/entry.ts'
import type { Instant } from '#functions/core/instant.ts'
import { freshFrom, type Post } from '#functions/core/post.ts'
import { pagePath } from '#functions/core/public-paths.ts'
import type { Desk } from '#functions/wiring/desk.ts'
import type { AcceptedEntry } from '#infra/local/ses/accepted-entries.ts'

/** What became of a post in a year. */
export type Fate =
  | 'in a digest'
  | 'dropped by an editor'
  | 'merged into a story'
  | 'in the backlog'
  | 'too old'

export interface Evidence {
  readonly desk: Desk
  readonly publicOrigin: string
  readonly accepted: readonly AcceptedEntry[]
  readonly slug: string
  /** A digest that is due later may still be with the editors. */
  readonly settledBy: Instant
  /** The ids of all posts that were ever submitted, with the story that each tells, where that is known. */
  readonly stories: ReadonlyMap<string, number | undefined>
  /** What editors dropped, by digest. */
  readonly dropped: ReadonlyMap<string, ReadonlySet<string>>
  readonly breach: (words: string) => void
}

interface Told {
  readonly digest: Digest
  readonly content: Content
}

const weekOf = (date: string): string => {
  const day = Temporal.PlainDate.from(date)
  return `${day.yearOfWeek}-W${String(day.weekOfYear).padStart(2, '0')}`
}

const nextWeek = (date: string): string => weekOf(Temporal.PlainDate.from(date).add({ weeks: 1 }).toString())

/** One slot a week, each with one regular digest: none twice and none left out; and whatever was not sent says why. */
const judgeSlots = (digests: readonly Digest[], { settledBy, breach }: Evidence): void => {
  const regular = digests
    .filter(({ kind }) => kind === 'regular')
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
  for (const [index, digest] of regular.entries()) {
    const next = regular[index + 1]
    if (next === undefined) continue
    if (weekOf(next.date) === weekOf(digest.date))
      breach(`two digests in ${weekOf(digest.date)}: ${digest.date}, ${next.date}`)
    else if (weekOf(next.date) !== nextWeek(digest.date))
      breach(`no digest between ${digest.date} and ${next.date}`)
  }
  for (const digest of digests) {
    const key = digestKey(digest)
    const isOver = ['sent', 'skipped', 'cancelled'].includes(digest.status)
    if (!isOver && digest.dueAt > settledBy) continue
    if (!isOver) breach(`${key} is still ${digest.status}: ${digest.reason}`)
    else if (digest.status !== 'sent' && !digest.reason) breach(`${key} is ${digest.status} without a reason`)
  }
}

/** Nobody is mailed twice for a digest, nor for both kinds of one slot; and nothing is mailed that was not sent. */
const judgeMails = ({ accepted, slug, breach }: Evidence, digests: readonly Digest[]): void => {
  const began = new Set(digests.filter(({ firstCallAt }) => firstCallAt !== undefined).map(digestKey))
  const seen = new Set<string>()
  for (const { tags } of accepted) {
    const { digest = '', reader } = tags
    if (!digest.startsWith(`${slug}-`)) continue
    if (!began.has(digest)) breach(`a mail of ${digest}, which was not sent`)
    const slot = `${digest.replace('-round-up-', '-regular-')} ${reader}`
    if (seen.has(slot)) breach(`${reader} is mailed twice in the slot of ${digest}`)
    seen.add(slot)
  }
}

const escaped = (url: string): string => url.replaceAll('&', '&amp;')

/** The web page of each digest shows its entries, and no other post. */
const judgePages = async (
  { publicOrigin, slug, breach }: Evidence,
  told: readonly Told[],
  urls: ReadonlyMap<string, string>,
) => {
  for (const { digest, content } of told) {
    const html = await (await fetch(`${publicOrigin}${pagePath(digest)}`)).text()
    const shown = new Set(
      content.entries.flatMap(({ post, also = [] }) => [post, ...also.map((other) => other.post)]),
    )
    for (const { post, url } of content.entries)
      if (url !== undefined && !html.includes(`"${escaped(url)}"`))
        breach(`the page of ${digestKey(digest)} lacks ${post}`)
    for (const [post, url] of urls)
      if (!shown.has(post) && html.includes(`"${escaped(url)}"`))
        breach(`the page of ${digestKey(digest)} has ${post} of ${slug}`)
  }
}

const readTold = async (desk: Desk, digests: readonly Digest[]): Promise<Told[]> => {
  const told: Told[] = []
  for (const digest of digests) {
    if (digest.kind !== 'regular' || digest.firstCallAt === undefined || digest.approval === undefined)
      continue
    const content = await desk.digests.content(digest, digest.approval.revision)
    if (content !== undefined) told.push({ digest, content })
  }
  return told
}

/** Merges join posts of one story alone. */
const judgeMerges = ({ stories, breach }: Evidence, told: readonly Told[]): void => {
  const isOther = (one: string, other: string) =>
    stories.get(one) !== undefined &&
    stories.get(other) !== undefined &&
    stories.get(one) !== stories.get(other)
  for (const { digest, content } of told) {
    for (const { post, also = [] } of content.entries)
      for (const other of also)
        if (isOther(post, other.post)) breach(`${digestKey(digest)} merges ${post} and ${other.post}`)
    for (const { post, of } of content.repeats ?? [])
      if (isOther(post, of)) breach(`${digestKey(digest)} takes ${post} for a repetition of ${of}`)
  }
}

/** Each post is in one digest, or is named with why it is in none. */
const judgePosts = async (
  { desk, slug, stories, dropped, breach }: Evidence,
  told: readonly Told[],
  posts: ReadonlyMap<string, Post>,
): Promise<Map<Fate, number>> => {
  const newsletter = await desk.newsletters.get(slug)
  const drips = new Set(
    newsletter?.categories.flatMap(({ id, dripPerWeek }) => (dripPerWeek > 0 ? [id] : [])),
  )
  const waits = new Map<string, boolean>()
  for (const category of ['', ...(newsletter?.categories.map(({ id }) => id) ?? [])])
    for await (const { id } of desk.posts.backlog(slug, category)) waits.set(id, drips.has(category))
  const fates = new Map<Fate, number>()
  for (const id of stories.keys()) {
    const entries = told.filter(({ content }) => content.entries.some(({ post }) => post === id))
    const merged = told.filter(
      ({ content }) =>
        content.entries.some(({ also = [] }) => also.some(({ post }) => post === id)) ||
        content.repeats?.some(({ post }) => post === id),
    )
    const left = told.filter(
      ({ digest, content }) => content.dropped?.includes(id) && dropped.get(digestKey(digest))?.has(id),
    )
    const found: Fate[] = [
      ...entries.map((): Fate => 'in a digest'),
      ...merged.map((): Fate => 'merged into a story'),
      ...left.map((): Fate => 'dropped by an editor'),
      ...(waits.has(id) ? [waits.get(id) ? ('in the backlog' as const) : ('too old' as const)] : []),
    ]
    const post = posts.get(id)
    const [fate] = found
    if (fate === undefined || found.length > 1) {
      const dated = post && freshFrom(post)
      breach(
        `post ${id} (${dated ?? 'undated'}, received ${post?.receivedAt}, used in ${post?.usedIn?.digest}) is ${found.join(' and ') || 'lost'}`,
      )
    }
    if (fate !== undefined) fates.set(fate, (fates.get(fate) ?? 0) + 1)
  }
  return fates
}

export interface Verdict {
  readonly digests: readonly Digest[]
  readonly fates: ReadonlyMap<Fate, number>
  readonly entriesOf: ReadonlyMap<string, number>
}

/** Judges the year of a newsletter by its digests, their pages, and what SES accepted. */
export const judgeYear = async (evidence: Evidence): Promise<Verdict> => {
  const { desk, slug, stories } = evidence
  const digests = (await desk.digests.latest(slug, 200)).toReversed()
  const told = await readTold(desk, digests)
  const posts = new Map<string, Post>()
  for (const id of stories.keys()) {
    const post = await desk.posts.get(slug, id)
    if (post !== undefined) posts.set(id, post)
  }
  const urls = new Map([...posts].flatMap(([id, { url }]) => (url === undefined ? [] : [[id, url] as const])))
  judgeSlots(digests, evidence)
  judgeMails(evidence, digests)
  await judgePages(evidence, told, urls)
  judgeMerges(evidence, told)
  return {
    digests,
    fates: await judgePosts(evidence, told, posts),
    entriesOf: new Map(told.map(({ digest, content }) => [digestKey(digest), content.entries.length])),
  }
}
