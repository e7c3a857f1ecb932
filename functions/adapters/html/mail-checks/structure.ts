import type { CheckedMail, Fault } from '#functions/core/checked-mail.ts'
import { directionOf } from '#functions/core/direction-of.ts'
import type { ParsedView } from './parsed-view.ts'

const headingFaults = ({ $ }: ParsedView): Fault[] => {
  const levels = $('h1, h2, h3, h4, h5, h6')
    .toArray()
    .map(({ tagName }) => Number(tagName.slice(1)))
  const tops = levels.filter((level) => level === 1).length
  const skips = levels.flatMap((level, index) =>
    level > (levels[index - 1] ?? 0) + 1
      ? [`A heading of level ${level} follows one of level ${levels[index - 1] ?? 0}. Leave no level out.`]
      : [],
  )
  const words = [
    ...(tops === 1
      ? []
      : [`There are ${tops} headings of level 1; there must be one, the newsletter's name.`]),
    ...skips.slice(0, 1),
  ]
  return words.map((one) => ({ check: 'headings', words: one }))
}

const languageFaults = ({ language }: CheckedMail, { $ }: ParsedView): Fault[] => {
  const { lang = '', dir = '' } = $('html').attr() ?? {}
  if (lang.toLowerCase() === language.toLowerCase() && dir === directionOf(language)) return []
  const words = `The mail is in ${language}, and says that it is in “${lang}”, from ${dir || 'nowhere'}. Set lang and dir of mjml.`
  return [{ check: 'language', words }]
}

const pictureFaults = ({ $ }: ParsedView): Fault[] =>
  $('img')
    .toArray()
    .flatMap((image) => {
      const { alt, width, src = '' } = $(image).attr() ?? {}
      return [
        ...(alt === undefined
          ? [
              `The picture ${src} has no alt text. Say what it shows, or give it an empty one if it is decorative.`,
            ]
          : []),
        ...(width === undefined ? [`The picture ${src} has no width, which Outlook needs.`] : []),
      ]
    })
    .map((words) => ({ check: 'pictures', words }))

/** Addresses that a mail program would load. */
const LOADING = ['src', 'srcset', 'background', 'poster']

/** What in a style could load something, written in whatever way: in an attribute entities are read first. */
const LOADS = /url\s*\(|image(?:-set)?\s*\(|@import|\/\/|\\/i

/** What a mail or page would load by itself. */
export const loaded = ({ $ }: Pick<ParsedView, '$'>): string[] => [
  ...$('[style]')
    .toArray()
    .flatMap((element) => $(element).attr('style') ?? [])
    .filter((style) => LOADS.test(style)),
  ...$('[src], [srcset], [background], [poster]')
    .toArray()
    .flatMap((element) => Object.entries($(element).attr() ?? {}))
    .flatMap(([name, value]) => (LOADING.includes(name) ? [value] : [])),
  ...$('link[href]')
    .toArray()
    .flatMap((element) => $(element).attr('href') ?? []),
  ...$('style')
    .toArray()
    .flatMap((element) => [
      ...$(element)
        .text()
        .matchAll(/url\([^)]*\)|@import[^;]*/g),
    ])
    .map(([found]) => found),
]

/** A mail that loads something from elsewhere tells a third party who reads it. */
const hostFaults = ({ publicOrigin }: CheckedMail, view: ParsedView): Fault[] =>
  loaded(view)
    .filter((address) => !address.startsWith(`${publicOrigin}/`))
    .map((address) => ({
      check: 'hosts',
      words: `The mail loads ${address}. Pictures must be ours, and nothing else may be loaded.`,
    }))

const LIVE = 'script, iframe, object, embed, form, input, svg, math, base, template'

/** What mail programs run, refuse or do not know. */
const liveFaults = ({ $ }: ParsedView): Fault[] => {
  const elements = $('*')
    .toArray()
    .filter((node) => 'name' in node)
  const names = [
    ...$(LIVE)
      .toArray()
      .map(({ tagName }) => `<${tagName}>`),
    ...elements.flatMap(({ name }) => (name.startsWith('mj') ? [`<${name}>`] : [])),
    ...elements.flatMap((element) =>
      Object.keys($(element).attr() ?? {}).filter((name) => /^on/i.test(name)),
    ),
  ]
  return [...new Set(names)].map((name) => ({
    check: 'live',
    words: `The mail holds ${name}, which mail programs run or refuse. Take it out.`,
  }))
}

/** Headings, languages and pictures are as every reader needs them, and nothing else is there. */
export const structureFaults = (mail: CheckedMail, view: ParsedView): Fault[] => [
  ...headingFaults(view),
  ...languageFaults(mail, view),
  ...pictureFaults(view),
  ...hostFaults(mail, view),
  ...liveFaults(view),
]
