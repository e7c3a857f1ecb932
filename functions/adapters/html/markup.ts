/** Where one kind of page keeps the parts of its posts, as CSS selectors. A new kind is one more of these in `MARKUPS`. */
export interface Markup {
  readonly format: string
  /** The element of one post. One inside another, such as a comment, is none. */
  readonly post: string
  /** What names a post; a link in it or around it is the post's address. */
  readonly title: string
  /** Whether a post whose title has no link counts: where the element says that it is a post. */
  readonly unlinked: boolean
  readonly text: string
}

const HEADINGS = 'h1, h2, h3, h4, h5, h6'

/** microformats2, https://microformats.org/wiki/h-entry */
const hFeed: Markup = {
  format: 'h-feed',
  post: '.h-entry',
  title: '.p-name',
  unlinked: true,
  text: '.e-content',
}

/** The classes that WordPress's `post_class()` writes, and hAtom before it. */
const wordpress: Markup = {
  format: 'wordpress',
  post: '.hentry, .type-post, article.post, div.post[id^="post-"]',
  title: '.entry-title, .post-title, h1, h2, h3',
  unlinked: true,
  text: '.entry-content, .post-content, .entry-summary, .entry, .storycontent, .postcontent',
}

/** Blogger's templates. */
const blogger: Markup = {
  format: 'blogger',
  post: '.post-outer, .blog-posts .post, .blog-post',
  title: '.post-title, .entry-title',
  unlinked: true,
  text: '.post-body, .entry-content, .snippet-container',
}

/** HTML's own element; without other marks only one with a linked heading is a post of an archive. */
const article: Markup = {
  format: 'article',
  post: 'article',
  title: `[itemprop~="headline"], ${HEADINGS}, header`,
  unlinked: false,
  text: '[itemprop~="articleBody"], .entry-content, .post-content, .entry-summary, .entry, .excerpt, .summary',
}

/** All kinds. Of two with equally many posts the first reads the page. */
export const MARKUPS: readonly Markup[] = [hFeed, blogger, wordpress, article]
