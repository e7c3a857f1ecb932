import { isChrome, isMarginHead, isPaging } from './chrome.ts'
import { plain } from './lines.ts'
import { closes } from './post-lines.ts'

/** A line of a page with what can be said of it whatever the page's dialect. */
export interface PageLine {
  readonly line: string
  readonly plain: string
  /** Belongs to the page and to no post. */
  readonly chrome: boolean
  /** Leads to another page of the archive. */
  readonly paging: boolean
  /** Heads a list in the page's margin. */
  readonly marginHead: boolean
  /** Ends a post, or its last words do. */
  readonly closes: boolean
}

export const pageLine =
  (zone: string) =>
  (line: string): PageLine => {
    const chrome = isChrome(line)
    return {
      line,
      plain: plain(line),
      chrome,
      paging: chrome && isPaging(line),
      marginHead: isMarginHead(line),
      closes: !chrome && closes(line, zone),
    }
  }
