import { existsSync, readFileSync } from 'node:fs'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { mjmlEditionRenderer } from '#functions/adapters/mjml/edition-renderer.ts'
import { signingKeysSecret } from '#functions/adapters/secrets/secrets.ts'
import type { Digest } from '#functions/core/digest.ts'
import type { Content } from '#functions/core/entry.ts'
import { Newsletter } from '#functions/core/newsletter.ts'
import { type Plan, planOf } from '#functions/core/placement.ts'
import { excerptOf, oneLine, paragraphs } from '#functions/core/plain-text.ts'
import { readerValues } from '#functions/core/reader-values.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { signToken } from '#functions/core/token.ts'
import { fillView, type ViewValues } from '#functions/core/view.ts'
import { EDITOR } from '#infra/local/run-digest.ts'
import { HOSTILE_PIECES, hostileText, named } from '#tests/support/hostile-strings.ts'
import { outlineOf } from '#tests/support/html-outline.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'

const cloud = await startTestCloud()
const { digests, previewDigest } = cloud.desk
const { PUBLIC_ORIGIN = '', SIGNING_KEYS_SECRET = '', TEMPLATES_DIR = '' } = cloud.environment
const renderer = mjmlEditionRenderer(TEMPLATES_DIR, PUBLIC_ORIGIN)
const signingKeys = signingKeysSecret(new SecretsManagerClient({}), SIGNING_KEYS_SECRET)

interface Story {
  readonly title: string
  readonly publisher: string
  readonly author: string
  readonly contentNote: string
  readonly text: string
  /** Positions of its categories. */
  readonly categories: readonly number[]
}

const CATEGORIES = [0, 1, 2]
/** The category of the first story. */
const FIRST = 3

/** What people wrote for one digest, as they wrote it. */
interface Issue {
  readonly name: string
  readonly sender: string
  readonly postalAddress: string
  readonly categories: readonly { readonly name: string; readonly contentNote: string }[]
  /** The digest leads with the first, in a category of its own without a content note, so that its title is the subject. */
  readonly stories: readonly Story[]
  /** Positions of the categories that each reader chose. */
  readonly choices: readonly (readonly number[])[]
}

const newsletterOf = async (issue: Issue): Promise<Newsletter> => {
  const base = await cloud.newsletter()
  const newsletter = Newsletter.parse({
    ...base,
    name: issue.name,
    sender: { ...base.sender, name: issue.sender },
    postalAddress: issue.postalAddress,
    categories: issue.categories.map((category, position) => ({
      id: `category-${position}`,
      name: category.name,
      // Two categories of one name would share their posts.
      rules: [{ category: `${category.name} ${position}` }],
      ...(position !== FIRST && { contentNote: category.contentNote }),
    })),
    entriesPerCategory: 50,
  })
  await cloud.desk.newsletters.put(newsletter)
  return newsletter
}

/** Drafts the issue, leads with its first story in the subject, and sends it. */
const publish = async (issue: Issue) => {
  const newsletter = await newsletterOf(issue)
  for (const [number, { author, categories, ...story }] of issue.stories.entries())
    await cloud.post(newsletter, {
      ...story,
      ...(number === 0 && { contentNote: '' }),
      authors: [author],
      categories: (number === 0 ? [FIRST] : categories).map(
        (position) => `${issue.categories[position]?.name} ${position}`,
      ),
      url: `https://news.example/${newsletter.slug}/${number}?q=${encodeURIComponent(oneLine(story.title))}#'{{"`,
    })
  for (const choice of issue.choices)
    await cloud.reader(newsletter, { categories: choice.map((position) => `category-${position}`) })
  for (const notes of [undefined, 'titles', 'leave-out'] as const) await cloud.reader(newsletter, { notes })
  await cloud.reader(newsletter, { layout: 'plain' })
  const draft = await cloud.drafted(newsletter)
  const content = await digests.content(draft, 1)
  if (content === undefined) throw new Error(`No content: ${JSON.stringify(draft)}`)
  const first = content.entries.find(({ title }) => title === oneLine(issue.stories[0]?.title ?? ''))
  const led = {
    ...content,
    revision: 2,
    lead: { post: first?.post ?? '', forEveryone: true },
    savedBy: EDITOR,
  }
  await digests.saveContent(draft, led)
  await digests.replace({ ...draft, revision: 2 })
  const digest = await cloud.settle(newsletter)
  expect(digest, digest.reason).toMatchObject({ status: 'sent', totals: { failed: 0, uncertain: 0 } })
  return { newsletter, digest, content: led }
}

/** The same content in words without harm: each text has a word of its own, which stands for it wherever it does. */
const harmlessTwin = (newsletter: Newsletter, content: Content) => {
  const meant = new Map<string, string>()
  const stands = new Map<string, string>()
  const word = (text: string): string => {
    const stand = stands.get(text) ?? `word${String(meant.size).padStart(4, '0')}`
    stands.set(text, stand)
    meant.set(stand, text)
    return stand
  }
  const unlessEmpty = (text: string | undefined): string | undefined => (text ? word(text) : text)
  const sections = content.sections.map((section) => ({
    ...section,
    name: word(section.name),
    contentNote: unlessEmpty(section.contentNote),
  }))
  const entries = content.entries.map((entry) => ({
    ...entry,
    title: word(entry.title),
    publisher: unlessEmpty(entry.publisher),
    authors: entry.authors.map(word),
    contentNote: unlessEmpty(entry.contentNote),
    excerpt: unlessEmpty(entry.excerpt) ?? '',
  }))
  return {
    newsletter: { ...newsletter, name: word(newsletter.name), postalAddress: word(newsletter.postalAddress) },
    content: { ...content, sections, entries },
    inItsWords: (text: string): string => text.replace(/word\d{4}/g, (stand) => meant.get(stand) ?? stand),
  }
}

const valuesFor = async (plan: Plan, reader: Subscriber): Promise<ViewValues> => {
  const subject = { newsletter: reader.newsletter, reader: reader.id }
  const keys = await signingKeys()
  return {
    ...readerValues(plan, reader),
    leave: signToken(keys, { ...subject, scope: 'leave' }),
    adjust: signToken(keys, { ...subject, scope: 'adjust' }),
  }
}

/** Isolates stand only where something turns around. */
const withoutIsolates = (text: string): string => text.replace(/[\u2068\u2069]/g, '')
const withoutBlanks = (text: string): string => withoutIsolates(text).replace(/\s+/g, '')

/** Subjects and the words of links hold the beginning of a long title. */
const isBeginningOf = (said: string, meant: string): boolean =>
  withoutIsolates(meant).startsWith(withoutIsolates(said).replace(/…?”?$/, ''))

/** What a mail program makes of the mail is what was written, line by line; of links' words that name a title the beginning. */
const expectSaid = (said: readonly string[], meant: readonly string[]): void => {
  const isLinkWords = (line: string) => /^ *“Read (at|the story)/.test(line)
  const beginnings = meant.map((line, index) => {
    const own = said[index] ?? ''
    return isLinkWords(line) && isBeginningOf(own, line) ? withoutIsolates(own) : withoutIsolates(line)
  })
  expect(said.map(withoutIsolates)).toEqual(beginnings)
}

/** Looks at every mail of a digest as a mail program does. */
const expectHarmlessMails = async (
  newsletter: Newsletter,
  digest: Digest,
  content: Content,
): Promise<void> => {
  const plan = planOf(content)
  const edition = await previewDigest(digest, 2)
  const twin = harmlessTwin(newsletter, content)
  const rendered = await renderer.variant({ ...twin, digest, plan }, { layout: 'full', language: 'en' })
  const mails = cloud.accepted(digest)
  expect(mails.length).toBeGreaterThan(0)
  for (const { messageId, tags } of mails) {
    const message = cloud.inbox.message(messageId)
    const reader = await cloud.desk.subscribers.get(newsletter.slug, tags.reader ?? '')
    if (reader === undefined) throw new Error('No such reader')
    const values = await valuesFor(plan, reader)
    const view = (template = '') => fillView(template, values)
    const isPlain = reader.layout === 'plain'
    const variant = edition.variants[isPlain ? 'plain-en' : 'full-en']

    // The preview is the mail.
    expect(view(variant?.subject)).toBe(message.subject)
    expect(view(variant?.html)).toBe(message.html)
    expect(view(variant?.text)).toBe(message.text)

    // The mail is what was written, in the place of what is harmless.
    const mail = await PostalMime.parse(message.mime)
    expect(mail.html === undefined).toBe(isPlain)
    if (mail.html !== undefined)
      expectSaid(outlineOf(mail.html), outlineOf(view(rendered.html)).map(twin.inItsWords))
    expect(withoutBlanks(mail.text ?? '')).toBe(withoutBlanks(twin.inItsWords(view(rendered.text))))
    expect(isBeginningOf(mail.subject ?? '', twin.inItsWords(view(rendered.subject)))).toBe(true)
    expect(mail.from).toMatchObject({ name: newsletter.sender.name, address: newsletter.sender.address })
    expect(mail.headers.map(({ key }) => key)).toEqual(HEADERS)
  }
  expectSaid(
    outlineOf(edition.page),
    outlineOf(await renderer.page({ ...twin, digest, plan })).map(twin.inItsWords),
  )
}

const HEADERS = [
  ...['date', 'from', 'reply-to', 'to', 'message-id', 'subject', 'list-unsubscribe', 'list-unsubscribe-post'],
  ...[
    'list-id',
    'list-archive',
    'list-subscribe',
    'list-help',
    'list-owner',
    'list-post',
    'precedence',
    'auto-submitted',
  ],
  ...[
    'x-auto-response-suppress',
    'content-language',
    'x-ses-configuration-set',
    'mime-version',
    'content-type',
  ],
]

/** Drafting keeps exactly the plain text of what was written. */
const expectPlainText = (newsletter: Newsletter, content: Content, issue: Issue): void => {
  expect(newsletter.name).toBe(oneLine(issue.name))
  expect(newsletter.sender.name).toBe(oneLine(issue.sender))
  const kept = content.entries.map(({ title, publisher, authors, contentNote, excerpt }) =>
    JSON.stringify([title, publisher, authors, contentNote, excerpt]),
  )
  const meant = issue.stories.map(({ title, publisher, author, contentNote, text }, number) =>
    JSON.stringify([
      oneLine(title),
      oneLine(publisher) || undefined,
      [author].map(oneLine).filter((name) => name !== ''),
      (number > 0 && oneLine(contentNote)) || undefined,
      excerptOf(paragraphs(text)),
    ]),
  )
  expect(kept.toSorted()).toEqual(meant.toSorted())
}

const expectHarmless = async (issue: Issue): Promise<void> => {
  const { newsletter, digest, content } = await publish(issue)
  expectPlainText(newsletter, content, issue)
  await expectHarmlessMails(newsletter, digest, content)
}

describe('whatever people and feeds write is read as exactly that text', () => {
  const story: fc.Arbitrary<Story> = fc.record({
    title: hostileText.map(named),
    publisher: hostileText,
    author: hostileText,
    contentNote: hostileText,
    text: hostileText,
    categories: fc.subarray(CATEGORIES, { minLength: 1 }),
  })
  const issue: fc.Arbitrary<Issue> = fc.record({
    name: hostileText.map(named),
    sender: hostileText.map(named),
    postalAddress: hostileText.map(named),
    categories: fc.tuple(
      ...[...CATEGORIES, FIRST].map(() =>
        fc.record({ name: hostileText.map(named), contentNote: hostileText.map(named) }),
      ),
    ),
    stories: fc.array(story, { minLength: 1, maxLength: 8 }),
    choices: fc.array(fc.subarray(CATEGORIES, { minLength: 1 }), { maxLength: 3 }),
  })

  test('of random text put together from what hurts', async () => {
    await fc.assert(fc.asyncProperty(issue, expectHarmless), { numRuns: 5, endOnFailure: true })
  })

  /** Each string is one of the texts of a story, and the first of them are the names as well. */
  const issueOf = (strings: readonly string[], sender: string): Issue => {
    const at = (position: number): string => (strings[position] ?? '').slice(0, 199)
    const TEXTS = 4
    return {
      name: named(at(0)),
      sender,
      postalAddress: named(at(1)),
      categories: [...CATEGORIES, FIRST].map((category) => ({
        name: named(at(category + 3)),
        contentNote: named(at(category + 7)),
      })),
      stories: Array.from({ length: Math.ceil(strings.length / TEXTS) }, (_, number) => ({
        title: named(at(number * TEXTS)),
        publisher: at(number * TEXTS + 1),
        contentNote: at(number * TEXTS + 2),
        text: at(number * TEXTS + 3),
        author: at(number),
        categories: [number % CATEGORIES.length],
      })),
      choices: [[1]],
    }
  }

  test('of each thing that hurts', async () => {
    await expectHarmless(issueOf(HOSTILE_PIECES, '=?UTF-8?B?aGFjaw==?='))
    await expectHarmless(issueOf(HOSTILE_PIECES.toReversed(), '"News", not \\ <eve@evil.example>'))
  })

  const NAUGHTY = new URL('../../../../shared/inputs/hostile/blns.json', import.meta.url)

  test.skipIf(!existsSync(NAUGHTY))(
    'of each naughty string (needs ../shared/inputs/hostile/blns.json)',
    async () => {
      const strings = z.array(z.string()).parse(JSON.parse(readFileSync(NAUGHTY, 'utf8')))
      const A_DIGEST = 140
      for (let start = 0; start < strings.length; start += A_DIGEST) {
        const own = strings.slice(start, start + A_DIGEST)
        await expectHarmless(issueOf(own, named(own.at(-1) ?? '')))
      }
    },
  )
})
