import * as z from 'zod'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Wishes } from '#functions/core/reader-values.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'

/** The first is what it is unless another is named. */
const Choice = <const T extends readonly [string, ...string[]]>(all: T) =>
  z
    .enum(all)
    .optional()
    .catch(undefined)
    .transform((value): T[number] => value ?? all[0])

/** How a preview is looked at, from the query of its page: by whom, how wide, in which light, and which part. What is none of these is as if it were not there. */
export const PreviewQuery = z.object({
  categories: z.string().array().catch([]),
  language: z.string().optional().catch(undefined),
  layout: Choice(['html', 'plain']),
  notes: Choice(['all', 'titles', 'leave-out']),
  subject: Choice(['telling', 'date']),
  width: Choice(['phone', 'desktop']),
  scheme: Choice(['light', 'dark', 'forced']),
  part: Choice(['html', 'text', 'source', 'headers']),
})
export type PreviewQuery = z.infer<typeof PreviewQuery>

export const previewQuery = (url: string): PreviewQuery => {
  const query = new URL(url).searchParams
  return PreviewQuery.parse({ ...Object.fromEntries(query), categories: query.getAll('categories') })
}

/** What the imagined reader chose. */
export const wishesIn = (
  { categories, notes, subject }: PreviewQuery,
  newsletter: Pick<Newsletter, 'categories'>,
): Wishes => {
  const known = categories.filter((id) => newsletter.categories.some((category) => category.id === id))
  return {
    categories: known.length === 0 ? 'all' : known,
    ...(notes !== 'all' && { notes }),
    ...(subject === 'date' && { subject: 'date' as const }),
  }
}

/** Which of the variants they get. */
export const variantWishes = ({
  layout,
  language,
}: Pick<PreviewQuery, 'layout' | 'language'>): Pick<Subscriber, 'layout' | 'language'> => ({
  ...(layout === 'plain' && { layout: 'plain' as const }),
  ...(language !== undefined && { language }),
})

/** The query again, without what is at its default. */
export const queryOf = (wanted: PreviewQuery, over: Partial<PreviewQuery> = {}): string => {
  const { categories, ...others } = { ...wanted, ...over }
  const defaults = PreviewQuery.parse({})
  const query = new URLSearchParams()
  for (const id of categories) query.append('categories', id)
  for (const [name, value] of Object.entries(others))
    if (value !== undefined && value !== defaults[name as keyof PreviewQuery]) query.append(name, value)
  return query.toString()
}
