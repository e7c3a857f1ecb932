import type { CheckedMail, Fault } from '#functions/core/checked-mail.ts'
import { IMAGINED } from '#functions/core/edition-view.ts'
import type { Entry } from '#functions/core/entry.ts'
import { adjustPath, leavePath } from '#functions/core/public-paths.ts'
import { saidElsewhere, shownTo } from './entries.ts'
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

/** Where a reader leaves, and where they choose: to nowhere else may a token lead, which lets whoever has it change their choices. */
const tokenFaults = ({ publicOrigin, newsletter }: CheckedMail, { html, $ }: ParsedView): string[] => {
  const own = [leavePath(IMAGINED.leave), adjustPath(IMAGINED.adjust)].map((path) => `${publicOrigin}${path}`)
  const links = own.map((address) => $(`a[href="${address}"]`).toArray())
  const tokens = [IMAGINED.leave, IMAGINED.adjust].flatMap((token) => html.split(token).slice(1))
  const tracked = links.flat().filter((element) => $(element).attr('ses:no-track') === undefined)
  const [leave = [], adjust = []] = links
  return [
    ...(leave.length === 0
      ? ['No link leads to where a reader leaves. Write links.leave and own ‘leave’ into one.']
      : []),
    ...(adjust.length === 0
      ? ['No link leads to a reader’s choices. Write links.adjust and own ‘adjust’ into one.']
      : []),
    ...(tokens.length > leave.length + adjust.length
      ? [
          'A reader’s token stands in an address that is not ours. Use it behind links.adjust and links.leave alone.',
        ]
      : []),
    ...(newsletter.tracking !== undefined && tracked.length > 0
      ? ['SES would track a link that holds a token. Give it ses:no-track="" where tracked is not null.']
      : []),
  ]
}

const VAGUE = /^(click here|here|link|more|read more|this|hier|aquí|ici|هنا|여기|こちら)\.?$/i

/** Every link leads somewhere, and says where. */
export const linkFaults = (mail: CheckedMail, view: ParsedView): Fault[] => {
  const { publicOrigin, content } = mail
  const shown = shownTo(content, view)
  const said = saidElsewhere(mail)
  const names = new Set([...shown.map(({ title }) => plain(title)), ...said])
  const links = linksIn(view)
  const addresses = [
    ...links.flatMap((link) => addressFault(link, publicOrigin) ?? []),
    ...storyFaults(
      shown.filter(({ title }) => !said.has(plain(title))),
      links.filter(({ href }) => !href.startsWith(`${publicOrigin}/`)),
    ),
    ...tokenFaults(mail, view),
  ]
  const texts = [
    ...links.flatMap(({ href, text }) => (text === '' ? [`The link to ${href} has no words.`] : [])),
    ...links.flatMap(({ text }) =>
      VAGUE.test(text) && !names.has(text) ? [`A link says “${text}”. Say where it leads.`] : [],
    ),
    ...alike(links),
  ]
  return [
    ...addresses.map((words) => ({ check: 'links', words })),
    ...texts.map((words) => ({ check: 'link texts', words })),
  ]
}
