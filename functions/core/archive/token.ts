import type { Meta } from './meta.ts'

/** A line of a page with what the page's dialect reads in it. */
export interface Token {
  readonly line: string
  readonly mark?: Meta
}
