import { type Instant, msOf } from './instant.ts'
import { shinglesOf, type Word, wordsOf } from './shingles.ts'

/** What clustering looks at. */
export interface Story {
  readonly id: string
  readonly title: string
  /** Plain text, at most some hundred characters; may be empty or cut with an ellipsis. */
  readonly excerpt: string
  readonly publisher?: string | undefined
  readonly publishedAt?: Instant | undefined
}

interface ReadText {
  readonly words: readonly string[]
  /** Two for a word, one for a character of a script without blanks. */
  readonly weight: number
  /** The words by which it is about this and not about that: in running text its numbers, its names and what the title says. */
  readonly telling: ReadonlySet<string>
  /** With the weight of each. */
  readonly shingles: ReadonlyMap<string, number>
}

/** A story taken apart, once for all comparisons. */
export interface ReadStory {
  readonly id: string
  readonly title: ReadText
  readonly excerpt: ReadText
  /** The numbers and names of the excerpt. */
  readonly names: readonly string[]
  /** Every word of the title and the excerpt. */
  readonly said: ReadonlySet<string>
  /** The words of the publisher's name; none where it is not known. */
  readonly house: readonly string[]
  readonly publishedMs: number | undefined
}

const textOf = (words: readonly Word[]): string[] => words.map(({ word }) => word)

/** Whether two publishers are one: a name stands in the other (BBC, BBC News), or neither is known. */
export const isOneHouse = (one: readonly string[], other: readonly string[]): boolean => {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one]
  return shorter.length > 0 ? shorter.every((word) => longer.includes(word)) : longer.length === 0
}

/** A title without the “ - BBC News” that some feeds put behind every one. */
const withoutHouse = (title: string, house: readonly string[]): string => {
  const [, rest, suffix] = /^(.+\S)\s+[|–—·-]\s+(\S.*)$/u.exec(title) ?? []
  const names = textOf(wordsOf(suffix ?? ''))
  return rest !== undefined && names.length > 0 && isOneHouse(names, house) ? rest : title
}

const readText = (words: readonly Word[], telling: readonly string[]): ReadText => ({
  words: textOf(words),
  weight: words.reduce((total, { weight }) => total + weight, 0),
  telling: new Set(telling),
  shingles: shinglesOf(words),
})

export const readStory = (story: Story): ReadStory => {
  const house = textOf(wordsOf(story.publisher ?? ''))
  const title = wordsOf(withoutHouse(story.title, house))
  const excerpt = wordsOf(story.excerpt)
  const [titleWords, excerptWords] = [textOf(title), textOf(excerpt)]
  const names = textOf(excerpt.filter((word) => word.names))
  return {
    id: story.id,
    title: readText(title, titleWords),
    excerpt: readText(excerpt, [...names, ...titleWords]),
    names,
    said: new Set([...titleWords, ...excerptWords]),
    house,
    publishedMs: story.publishedAt && msOf(story.publishedAt),
  }
}
