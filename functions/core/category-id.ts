import { Slug } from './slug.ts'

/** The short name of a category. At most 24 characters: a reader's row of under 1 KB may name twelve. */
export const CategoryId = Slug.max(24)
