import * as z from 'zod'
import { Invalid } from '../errors.ts'
import { oneLine } from '../plain-text.ts'
import { LONGEST_NAME, MOST_NAMES, MOST_TEXT, SubmittedPost } from '../post.ts'
import type { Archive, Warning } from './archive.ts'

/** A text of another script may be as long in fewer letters: an item of the table holds 400 KB. */
const MOST_BYTES = 350_000

const cut = (text: string): string => {
  const short = text.slice(0, MOST_TEXT)
  return Buffer.byteLength(short) <= MOST_BYTES
    ? short
    : Buffer.from(short)
        .subarray(0, MOST_BYTES)
        .toString()
        .replace(/\uFFFD$/, '')
}

/** A post within what a post may hold. Nothing that a page can say makes it unfit, but its length. */
const shortened = (post: SubmittedPost): SubmittedPost => {
  const few = (names: string[] = []) =>
    names
      .map(oneLine)
      .filter((name) => name !== '' && name.length <= LONGEST_NAME)
      .slice(0, MOST_NAMES)
  return {
    ...post,
    text: cut(post.text ?? ''),
    publisher: post.publisher?.slice(0, LONGEST_NAME),
    authors: few(post.authors),
    categories: few(post.categories),
    tags: few(post.tags),
  }
}

/** Lets through an archive whose posts can all be submitted, and refuses one that has none. */
export const checkArchive = (archive: Archive): Archive => {
  if (archive.posts.length === 0)
    throw new Invalid(
      'No posts were found in it. It should be a saved page of a blog’s archive: HTML, or text copied from a browser.',
    )
  const warnings: Warning[] = [...archive.warnings]
  const posts = archive.posts.flatMap((post) => {
    const position = (post.position ?? 0) + 1
    const short = shortened(post)
    if ((short.text?.length ?? 0) < (post.text?.length ?? 0))
      warnings.push({
        position,
        message: 'Its text is longer than 200,000 characters or 350 KB, and is cut there.',
      })
    const { error } = SubmittedPost.safeParse(short)
    if (error === undefined) return [short]
    warnings.push({ position, message: `It cannot be taken: ${z.prettifyError(error)}` })
    return []
  })
  return { ...archive, posts, warnings }
}
