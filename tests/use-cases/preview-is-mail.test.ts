import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { signingKeysSecret } from '#functions/adapters/secrets/secrets.ts'
import { fillVariant } from '#functions/core/edition-view.ts'
import { readerValues } from '#functions/core/reader-values.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { signToken } from '#functions/core/token.ts'
import { variantFor, variantId } from '#functions/core/variant.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { evaluate } from '#tests/support/reference-evaluator.ts'

const READERS = 200
const cloud = await startTestCloud()
const keys = await signingKeysSecret(new SecretsManagerClient({}), process.env.SIGNING_KEYS_SECRET ?? '')()

const wishes = fc.record({
  categories: fc.oneof(
    fc.constant('all' as const),
    fc.subarray(['news', 'culture', 'other'], { minLength: 1 }),
  ),
  notes: fc.constantFrom(undefined, 'titles' as const, 'leave-out' as const),
  layout: fc.constantFrom(undefined, undefined, 'plain' as const),
  language: fc.constantFrom(undefined, 'en', 'ar', 'ko', 'fr'),
  subject: fc.constantFrom(undefined, 'date' as const),
  consentAt: fc.constantFrom(undefined, cloud.now()),
})

const unix = (text = ''): string => text.replace(/\r\n/g, '\n').trimEnd()

/** A digest whose stories stand in several categories, some of them noted; nothing chosen is missing from it. */
const aDigestFor = async (chosen: readonly Partial<Subscriber>[]) => {
  const newsletter = await cloud.newsletter({ languages: ['ar', 'ko'], entriesPerCategory: 3 })
  const filed = [
    ['News'],
    ['Culture'],
    ['News', 'Culture'],
    ['Else'],
    ['News'],
    ['Culture', 'Else'],
    ['News'],
  ]
  for (const [number, categories] of filed.entries())
    await cloud.post(newsletter, {
      categories,
      title: `Story ${number} of {{braces}} & “quotes” \\ 한국어`,
      ...(number % 3 === 1 && { contentNote: 'Describes violence.' }),
    })
  for (const one of chosen) await cloud.reader(newsletter, one)
  return newsletter
}

test(`what ${READERS} readers get is what the preview shows, and what the book says of the template`, async () => {
  const newsletter = await aDigestFor(fc.sample(wishes, { numRuns: READERS, seed: 7 }))
  const draft = await cloud.drafted(newsletter)
  const edition = await cloud.desk.previewDigest(draft, draft.revision)
  const digest = await cloud.settle(newsletter)
  const mails = cloud.accepted(digest)
  expect(mails.length).toBeGreaterThan(READERS * 0.9)
  const variants = new Set<string>()
  for (const { messageId, tags } of mails) {
    const reader = await cloud.desk.subscribers.get(newsletter.slug, tags.reader ?? '')
    if (reader === undefined) throw new Error('No such reader')
    const id = variantId(variantFor(newsletter, reader))
    variants.add(id)
    const parts = edition.variants[id]
    if (parts === undefined) throw new Error(`No variant ${id}`)
    const subject = { newsletter: reader.newsletter, reader: reader.id }
    const values = {
      ...readerValues(edition.plan, reader),
      leave: signToken(keys, { ...subject, scope: 'leave' }),
      adjust: signToken(keys, { ...subject, scope: 'adjust' }),
    }
    const preview = fillVariant(parts, values)
    const mail = await PostalMime.parse(cloud.inbox.message(messageId).mime)
    for (const part of ['subject', 'html', 'text'] as const) {
      expect(unix(mail[part])).toBe(unix(preview[part]))
      expect(unix(preview[part])).toBe(unix(evaluate(parts[part] ?? '', values)))
    }
  }
  expect([...variants].toSorted()).toEqual([
    'full-ar',
    'full-en',
    'full-ko',
    'plain-ar',
    'plain-en',
    'plain-ko',
  ])
})
