import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const readTemplate = (templatesDir: string, name: string): string =>
  readFileSync(join(templatesDir, name), 'utf8')

const HTML_PARTIALS = {
  head: 'head.mjml',
  preheader: 'preheader.mjml',
  corrections: 'corrections.mjml',
  note: 'note.mjml',
  rule: 'rule.html',
  entry: 'entry.html',
  closing: 'closing.mjml',
  footer: 'footer.mjml',
  story: 'story.html',
}

/** What templates of HTML, also those of one's own, may include by name. */
export const htmlPartials = (templatesDir: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(HTML_PARTIALS).map(([name, file]) => [name, readTemplate(templatesDir, file)]),
  )
