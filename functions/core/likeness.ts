import { compareWords } from './compare-words.ts'
import { hasNumber } from './shingles.ts'
import { isOneHouse, type ReadStory } from './story.ts'

/** A story beside another: its copy at another publisher, a copy of what an earlier digest had, or one publisher's second print. */
type Copy = 'copy' | 'repeat' | 'reprint'

const HOUR_MS = 3_600_000
/** A daily series says the same words again after a day. */
const MOST_APART_MS = { copy: 240 * HOUR_MS, repeat: 240 * HOUR_MS, reprint: 12 * HOUR_MS }
/** Of the shorter excerpt's shingles, what the longer must have. */
const LEAST_CONTAINED = { copy: 0.5, repeat: 0.6, reprint: 0.9 }
/** Eight shingles of words, sixteen of characters: with fewer in common two texts share a formula. */
export const LEAST_SHARED = 16
/** Seven words, fourteen characters. */
const LEAST_TITLE = 14
/** Of the longer title's words, what the shorter must have. */
const TITLE_KEPT = 0.8
/** What two such titles share at least: two shingles of words. */
export const LEAST_TITLE_SHARED = 4
/** Of a title's letters, what stands in words that the other story says. */
const TITLE_SAID = 1 / 3
/** Of the longer title's words, what makes two titles look made by one template. */
const TITLES_ALIKE = 0.6
/** Below every likeness of texts. */
const BY_TITLE = 0.4

const sum = (weights: Iterable<number>): number => {
  let total = 0
  for (const weight of weights) total += weight
  return total
}

/** How far one excerpt holds the other, 0 to 1 (containment: Broder 1997, On the resemblance and containment of documents). */
const containment = (one: ReadStory, other: ReadStory): number => {
  const [left, right] = [one.excerpt.shingles, other.excerpt.shingles]
  let shared = 0
  for (const [shingle, weight] of left) if (right.has(shingle)) shared += weight
  return shared < LEAST_SHARED ? 0 : shared / Math.min(sum(left.values()), sum(right.values()))
}

const areSaid = (words: readonly string[], by: ReadStory): boolean => words.every((word) => by.said.has(word))

/**
 * Whether two nearly equal texts tell of different things, as the notices of one template do. Editors of a copy put in a
 * name or leave one out; where each side has its own in the same place, they are two stories, and so with numbers.
 */
const tellApart = (one: ReadStory, other: ReadStory, part: 'title' | 'excerpt', copy: Copy): boolean => {
  const [left, right] = [one[part], other[part]]
  const { differences, common } = compareWords(left.words, right.words)
  const longer = Math.max(
    ...[left, right].map(({ words }) => words.filter((word) => !hasNumber(word)).length),
  )
  // Headlines that two editors wrote differ in everything.
  if (part === 'title' && common < TITLES_ALIKE * longer) return false
  return differences.some((difference) => {
    const [numbers, otherNumbers] = [difference.left.filter(hasNumber), difference.right.filter(hasNumber)]
    if (numbers.length > 0 && otherNumbers.length > 0 && numbers.join() !== otherNumbers.join()) return true
    const news = !areSaid(
      difference.left.filter((word) => left.telling.has(word)),
      other,
    )
    const otherNews = !areSaid(
      difference.right.filter((word) => right.telling.has(word)),
      one,
    )
    return { copy: news && otherNews, repeat: news, reprint: news || otherNews }[copy]
  })
}

/** How much of a story's title another story says, 0 to 1, by letters: little words weigh little. */
const titleSaid = ({ title: { words } }: ReadStory, by: ReadStory): number =>
  sum(words.map((word) => (by.said.has(word) ? word.length : 0))) /
  sum([1, ...words.map((word) => word.length)])

/** Whether the titles of two like excerpts let them be one story: copies of an empty notice have titles that nothing joins. */
const titlesAllow = (one: ReadStory, other: ReadStory, copy: Copy): boolean =>
  copy === 'reprint'
    ? areSaid(one.title.words, other) && areSaid(other.title.words, one)
    : Math.max(titleSaid(one, other), titleSaid(other, one)) >= TITLE_SAID

/** Whether all of some words stand in others, in their order. */
const isWithin = (some: readonly string[], words: readonly string[]): boolean => {
  let found = 0
  for (const word of words) if (word === some[found]) found++
  return found === some.length
}

/** Whether one title is the other but for words that the other story says too, and the excerpts name something in common. */
const haveOneTitle = (one: ReadStory, other: ReadStory, copy: Copy): boolean => {
  const [shorter, longer] =
    one.title.words.length <= other.title.words.length ? [one.title, other.title] : [other.title, one.title]
  if (shorter.weight < LEAST_TITLE || shorter.weight < TITLE_KEPT * longer.weight) return false
  if (!areSaid(one.title.words, other) || !areSaid(other.title.words, one)) return false
  if (!isWithin(shorter.words, longer.words)) return false
  if (copy === 'repeat') return areSaid(one.names, other)
  return (
    one.names.length === 0 ||
    other.names.length === 0 ||
    one.names.some((name) => other.said.has(name)) ||
    other.names.some((name) => one.said.has(name))
  )
}

const msApart = ({ publishedMs: one }: ReadStory, { publishedMs: other }: ReadStory): number =>
  one === undefined || other === undefined ? 0 : Math.abs(one - other)

/**
 * How surely two stories are one, from 0 for not at all to 1. Of a story that an earlier digest had (`repeat`), the first
 * is the later one: it may leave out and reword, but not name anything new.
 */
export const likeness = (one: ReadStory, other: ReadStory, beside: 'copy' | 'repeat'): number => {
  const copy = isOneHouse(one.house, other.house) ? 'reprint' : beside
  if (msApart(one, other) > MOST_APART_MS[copy]) return 0
  const contained = containment(one, other)
  if (contained < LEAST_CONTAINED[copy])
    return copy !== 'reprint' && haveOneTitle(one, other, copy) ? BY_TITLE : 0
  const apart = tellApart(one, other, 'title', copy) || tellApart(one, other, 'excerpt', copy)
  return !apart && titlesAllow(one, other, copy) ? contained : 0
}
