import { load } from 'cheerio/slim'
import { plain } from './parsed-view.ts'

/** The words of HTML, each block apart. */
export const wordsOf = (html: string): string => {
  const $ = load(html.replace(/<(?=\/?(?:p|h[1-6]|div|td|tr|li|br|section|article)\b)/g, ' <'))
  $('style, script, head').remove()
  return plain($.root().text())
}
