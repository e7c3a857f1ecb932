import { Invalid } from '#functions/core/errors.ts'

// What is looked for in a page costs more than its length when it is deep or long in parts; no blog's page is either.
const MOST_TAGS = 100_000
const DEEPEST = 2000

const TAG = /<(\/?)([a-z][a-z0-9]*)/gi
/** Elements that need no end. */
const OPEN_ENDED = new Set(
  'area base br col dd dt embed hr img input li link meta option p param source td th tr track wbr tbody thead tfoot colgroup'.split(
    ' ',
  ),
)

/** Refuses a page of more parts, or deeper ones, than a saved page has. */
export const checkSize = (html: string): void => {
  let [tags, depth] = [0, 0]
  for (const [, end, name = ''] of html.matchAll(TAG)) {
    tags += 1
    if (!OPEN_ENDED.has(name.toLowerCase())) depth = end ? Math.max(0, depth - 1) : depth + 1
    if (tags > MOST_TAGS || depth > DEEPEST)
      throw new Invalid(
        tags > MOST_TAGS
          ? 'It has more than 100,000 tags, which no saved page has. Leave it out.'
          : 'Its tags are nested deeper than those of any saved page. Leave it out.',
      )
  }
}
