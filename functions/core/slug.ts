import * as z from 'zod'

/** The short name of a newsletter or category in keys, links and tags: `[a-z0-9]` words joined by single hyphens, at most 40 characters. */
export const Slug = z
  .string()
  .max(40)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters and digits, joined by single hyphens')

/** The slug nearest to a name; `fallback` when nothing of the name is left. */
export const slugOf = (name: string, fallback: string): string => {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mark}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '')
  return slug === '' ? fallback : slug
}
