import type { CheerioAPI } from 'cheerio/slim'
import type { MailView } from '#functions/core/checked-mail.ts'

/** A view with its HTML parsed. */
export interface ParsedView extends MailView {
  readonly html: string
  /** Its words, each block apart. */
  readonly words: string
  readonly $: CheerioAPI
}

/** Blanks are one blank, and invisible isolates count for nothing. */
export const plain = (text: string): string =>
  text
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
