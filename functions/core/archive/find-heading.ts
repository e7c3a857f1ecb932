import type { Heading } from './archive.ts'
import { DIALECTS } from './dialects.ts'
import { readHeading } from './heading.ts'
import { endsSentence } from './lines.ts'
import type { PageLine } from './page-line.ts'

export interface FoundHeading {
  readonly heading: Heading
  readonly line: string
  readonly index: number
}

/** Lines that stand before a heading, such as a menu; one longer is a post's. */
const LONGEST_BEFORE = 120
const MOST_KIN = 2

/** What a heading says of its kind, without the name: lines that say the same of posts are its kin. */
const formOf = ({ heading, line }: FoundHeading): string => line.replace(heading.name, '')

/**
 * The page's heading: the first line that reads as one, before all posts. Where each post has such a line, one that
 * stands right over a mark, or behind a sentence, is a post's.
 */
export const findHeading = (lines: readonly PageLine[], zone: string): FoundHeading | undefined => {
  const found = lines.flatMap(({ line, plain }, index) => {
    const heading = readHeading(plain)
    return heading === undefined ? [] : [{ heading, line, index }]
  })
  const [first] = found
  if (first === undefined) return undefined
  const kin = found.filter((one) => formOf(one) === formOf(first)).length
  const isPosts = ({ line }: PageLine) =>
    line.length > LONGEST_BEFORE || (kin > MOST_KIN && endsSentence(line))
  if (lines.slice(0, first.index).some(isPosts)) return undefined
  const next = lines[first.index + 1]?.plain ?? ''
  const isUnderTitle =
    kin > 1 &&
    DIALECTS.some(({ weak, marks, mark }) => !weak && marks === 'under the title' && mark(next, zone))
  return isUnderTitle ? undefined : first
}
