import type { DeskContext } from './desk-route.ts'

/** The rooms of a newsletter's posts, by its slug. */
export const newsletterPath = (slug: string): string => `/desk/newsletters/${slug}`
export const inboxPath = (slug: string): string => `${newsletterPath(slug)}/inbox`
export const backlogPath = (slug: string): string => `${newsletterPath(slug)}/backlog`
export const importPath = (slug: string): string => `${newsletterPath(slug)}/import`
export const postPath = (slug: string, post: string): string => `${newsletterPath(slug)}/posts/${post}`
export const jobPath = (slug: string, job: string): string => `${newsletterPath(slug)}/jobs/${job}`

/** A path with what is to be asked there; what is undefined is left out. */
export const withQuery = (path: string, query: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}

/** The list or the post's page on which an act was asked for, with all that its address says; the inbox when that is not known. */
export const listBehind = (c: DeskContext, slug: string, post: string): string => {
  const from = c.req.header('referer')
  if (from === undefined || !URL.canParse(from)) return inboxPath(slug)
  const { pathname, search } = new URL(from)
  const pages = [inboxPath(slug), backlogPath(slug), postPath(slug, post)]
  return pages.includes(pathname) ? `${pathname}${search}` : inboxPath(slug)
}
