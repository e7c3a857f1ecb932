import type { Dialect } from './dialect.ts'
import type { Page, Split } from './draft.ts'
import { splitAtEnds } from './split-at-ends.ts'
import { splitOverTitles } from './split-over-titles.ts'
import { splitUnderTitles } from './split-under-titles.ts'
import type { Token } from './token.ts'

const SPLIT = {
  'under the title': splitUnderTitles,
  'over the title': splitOverTitles,
  'at the end': splitAtEnds,
} as const

/** Parts a page into its posts by the marks of its dialect. */
export const splitPosts = (tokens: readonly Token[], page: Page & Pick<Dialect, 'marks'>): Split =>
  SPLIT[page.marks](tokens, page)
