import { load } from 'cheerio/slim'
import type { CheckedMail, Fault } from '#functions/core/checked-mail.ts'
import { plain } from './parsed-view.ts'
import { loaded } from './structure.ts'
import { wordsOf } from './words-of.ts'

/** What the mail says stands in the archive as well. */
const missingFaults = ({ content, page }: CheckedMail): Fault[] => {
  const words = wordsOf(page)
  const { entries, sections, note, closing, corrections = [] } = content
  const said = [
    ...entries.flatMap(({ title, excerpt, publisher, contentNote }) => [
      title,
      excerpt,
      publisher,
      contentNote,
    ]),
    ...sections.flatMap(({ name, contentNote }) => [name, contentNote]),
    ...corrections.flatMap(({ title, text }) => [title, text]),
    ...[note?.text, note?.signed, closing?.title, closing?.text],
  ].flatMap((text) => (text === undefined || plain(text) === '' ? [] : [plain(text)]))
  return said
    .filter((text) => !words.includes(text))
    .map((text) => ({ check: 'page', words: `The web page lacks “${text.slice(0, 60)}”.` }))
}

/** Beside its own style sheet the page loads our pictures. */
const hostFaults = ({ publicOrigin, page }: CheckedMail): Fault[] =>
  loaded({ $: load(page) })
    .filter((address) => !address.startsWith(`${publicOrigin}/`) && !/^\/[^/]/.test(address))
    .map((address) => ({ check: 'hosts', words: `The web page loads ${address}.` }))

/** The edition's web page holds what its mails say, and loads nothing from elsewhere. */
export const pageFaults = (mail: CheckedMail): Fault[] => [...missingFaults(mail), ...hostFaults(mail)]
