const decoded = (slug: string): string => {
  try {
    return decodeURIComponent(slug)
  } catch {
    // Not every per cent sign in an address begins an escape.
    return slug
  }
}

/** The words that a blog made a part of an address or a class of: `forced-labor`. */
export const wordsOfSlug = (slug: string): string => decoded(slug).replaceAll(/[-+_]/g, ' ').trim()
