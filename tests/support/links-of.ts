import type { TestCloud } from './local-cloud.ts'

/** Every link of a mail that leads to us: of its HTML, its text and its headers. */
export const linksOf = ({ inbox, publicOrigin }: TestCloud, messageId: string): string[] => {
  const { html, text, headers } = inbox.message(messageId)
  const all = [html, text, ...headers.map(({ value }) => value)].join('\n')
  const links = all.match(/https?:\/\/[^\s"'<>)#]+/g) ?? []
  return [...new Set(links)].filter((link) => link.startsWith(`${publicOrigin}/`))
}
