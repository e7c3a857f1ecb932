import type { CheckedMail, Fault } from '#functions/core/checked-mail.ts'
import type { Entry } from '#functions/core/entry.ts'
import { adjustPath, leavePath } from '#functions/core/public-paths.ts'
import { shownTo } from './entries.ts'
import { type ParsedView, plain } from './parsed-view.ts'

interface Link {
  readonly href: string
  readonly text: string
}

const linksIn = ({ $ }: ParsedView): Link[] =>
  $('a')
    .toArray()
    .map((element) => ({
      href: $(element).attr('href') ?? '',
      text: plain($(element).text()) || plain($(element).find('img').attr('alt') ?? ''),
    }))

/** Names and addresses of machines that nobody else reaches (RFC 1918, RFC 6761). */
const LOCAL =
  /^(?:localhost|\[::1\]|(?:127|10)(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2})$/

const addressFault = ({ href, text }: Link, publicOrigin: string): string | undefined => {
  const url = URL.canParse(href) ? new URL(href) : undefined
  if (url === undefined || !['https:', 'http:', 'mailto:'].includes(url.protocol))
    return `The link “${text}” leads to “${href}”, which is no address of the web. Give the whole address.`
  if (LOCAL.test(url.hostname) && !href.startsWith(publicOrigin))
    return `The link “${text}” leads to ${url.host}, where no reader gets.`
  return undefined
}

/** The same words may lead to one address only: whoever hears the links alone must tell them apart. */
const alike = (links: readonly Link[]): string[] => {
  const leadsTo = new Map<string, Set<string>>()
  for (const { href, text } of links) leadsTo.set(text, (leadsTo.get(text) ?? new Set()).add(href))
  return [...leadsTo].flatMap(([text, addresses]) =>
    addresses.size > 1
      ? [`${addresses.size} links say “${text}” and lead to different pages. Word them apart.`]
      : [],
  )
}

/** A story is linked, and its title leads to it. */
const storyFaults = (shown: readonly Entry[], links: readonly Link[]): string[] =>
  shown.flatMap(({ title, url }) => {
    if (url === undefined) return []
    const named = links.filter(({ text }) => text === plain(title))
    const isRight = ({ href }: Link) => href === url
    if (!links.some(isRight)) return [`Nothing leads to “${title}”. Link it to its address.`]
    return named.length > 0 && !named.some(isRight)
      ? [`The link “${title}” leads to “${named[0]?.href}”, not to the story.`]
      : []
  })

/** A reader's token, wherever it stands (decision record 0004). */
const TOKEN = /k\d+\.[a-z0-9-]+\.[0-9a-f]{24}\.[a-z]\.[\w-]{22}/g

/** Whoever has a token can change a reader's choices: it stands in links to our own pages alone. */
const tokenFaults = ({ html }: ParsedView, publicOrigin: string): string[] => {
  const ours = [leavePath(''), adjustPath('')].map((path) => `${publicOrigin}${path}`)
  const astray = [...html.matchAll(TOKEN)].filter(
    ({ index }) => !ours.some((own) => html.endsWith(own, index)),
  )
  return astray.length === 0
    ? []
    : [
        'A reader’s token stands in an address that is not ours. Use it behind links.adjust and links.leave alone.',
      ]
}

const VAGUE = /^(click here|here|link|more|read more|this|hier|aquí|ici|هنا|여기|こちら)\.?$/i

/** Every link leads somewhere, and says where. */
export const linkFaults = ({ publicOrigin, content }: CheckedMail, view: ParsedView): Fault[] => {
  const shown = shownTo(content, view)
  const titles = new Set(shown.map(({ title }) => plain(title)))
  const links = linksIn(view)
  const addresses = [
    ...links.flatMap((link) => addressFault(link, publicOrigin) ?? []),
    ...storyFaults(shown, links),
    ...tokenFaults(view, publicOrigin),
  ]
  const texts = [
    ...links.flatMap(({ href, text }) => (text === '' ? [`The link to ${href} has no words.`] : [])),
    ...links.flatMap(({ text }) =>
      VAGUE.test(text) && !titles.has(text) ? [`A link says “${text}”. Say where it leads.`] : [],
    ),
    ...alike(links),
  ]
  return [
    ...addresses.map((words) => ({ check: 'links', words })),
    ...texts.map((words) => ({ check: 'link texts', words })),
  ]
}
