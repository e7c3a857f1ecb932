import { type Claim, Post } from '#functions/core/post.ts'
import { domainOf } from './domain-of.ts'
import type { Expression, Item } from './table.ts'

// What all that reads and writes the rows of posts has in common.

export const postFromItem = (item: Item): Post => Post.parse(domainOf(item))

/** How often a row is read and written again that somebody else changes at the same time. */
export const MOST_TRIES = 5

/** Compares a claim part by part: dynalite finds no two maps equal. */
export const isClaim = (name: string): string =>
  `(usedIn.digest = :${name}Digest AND usedIn.approvedAt = :${name}ApprovedAt)`
export const claimValues = (name: string, { digest, approvedAt }: Claim): Item => ({
  [`:${name}Digest`]: digest,
  [`:${name}ApprovedAt`]: approvedAt,
})

/** The condition that parts of a row still are as they were read. */
export const unchanged = (
  read: Post,
  names: readonly (keyof Post)[],
): Required<Pick<Expression, 'text' | 'values'>> => ({
  text: names
    .map((name) => (read[name] === undefined ? `attribute_not_exists(${name})` : `${name} = :read_${name}`))
    .join(' AND '),
  values: Object.fromEntries(
    names.filter((name) => read[name] !== undefined).map((name) => [`:read_${name}`, read[name]]),
  ),
})
