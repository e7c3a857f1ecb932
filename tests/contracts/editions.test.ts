import { S3Client } from '@aws-sdk/client-s3'
import { describe, expect, test } from 'vitest'
import { s3Editions } from '#functions/adapters/s3/editions.ts'
import { bindEdition } from '#functions/core/edition.ts'
import type { Editions } from '#functions/use-cases/ports.ts'
import { LOCAL } from '#tests/support/emulator-client.ts'
import { withQueueEmulator } from '#tests/support/queue-emulator.ts'

const REF = { newsletter: 'sample', kind: 'regular' as const, date: '2026-11-24' }
const PLAN = { sections: [{ category: 'news', entries: [0, 1] }] }
const PARTS = { subject: 'Hello', html: '<p>Hello</p>', text: 'Hello' }
const TEXT = { subject: 'Hello', text: 'Hello' }
const anEdition = (page = '<p>Page</p>', parts = PARTS) =>
  bindEdition(REF, 1, PLAN, { 'full-en': parts, 'plain-en': TEXT }, page)

describe('Editions on S3', () => {
  let editions: Editions
  withQueueEmulator((emulator, endpoint) => {
    emulator.createBucket('editions')
    editions = s3Editions(new S3Client({ ...LOCAL, endpoint }), 'editions')
  })

  test('an edition reads as it was saved', async () => {
    const edition = anEdition()
    await editions.save(edition)
    expect(await editions.get(edition.digest, edition.hash)).toEqual(edition)
  })

  test('text in any script, of half a megabyte, is kept to the byte', async () => {
    const hostile = '\u0000\u200f{{#if c3}} \\ </script> تحية 🎉\r\n'
    const edition = anEdition(hostile.repeat(9000), { subject: hostile, html: hostile, text: hostile })
    await editions.save(edition)
    expect(await editions.get(edition.digest, edition.hash)).toEqual(edition)
  })

  test('saving twice is fine', async () => {
    const edition = anEdition('twice')
    await editions.save(edition)
    await editions.save(edition)
    expect(await editions.get(edition.digest, edition.hash)).toEqual(edition)
  })

  test('editions of one digest stand side by side', async () => {
    const [first, second] = [anEdition('first'), anEdition('second')]
    await editions.save(first)
    await editions.save(second)
    expect((await editions.get(first.digest, first.hash))?.page).toBe('first')
    expect((await editions.get(second.digest, second.hash))?.page).toBe('second')
  })

  test('one that was never saved is undefined', async () => {
    expect(await editions.get('sample-regular-2026-11-24', 'f'.repeat(64))).toBeUndefined()
  })
})
