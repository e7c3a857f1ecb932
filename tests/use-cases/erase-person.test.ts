import { gunzipSync } from 'node:zlib'
import { GetObjectCommand, ListBucketsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import {
  ListSuppressedDestinationsCommand,
  PutSuppressedDestinationCommand,
  SESv2Client,
} from '@aws-sdk/client-sesv2'
import { describe, expect, test } from 'vitest'
import { dynamoHistories } from '#functions/adapters/dynamodb/histories.ts'
import { dynamoNewsletters } from '#functions/adapters/dynamodb/newsletters.ts'
import { dynamoPeople } from '#functions/adapters/dynamodb/people.ts'
import { dynamoSubscribers } from '#functions/adapters/dynamodb/subscribers.ts'
import { dynamoSuppressions } from '#functions/adapters/dynamodb/suppressions.ts'
import { erasePerson } from '#functions/use-cases/erase-person.ts'
import { wireRecordFeedback } from '#functions/wiring/record-feedback.ts'
import { aNewsletter, aSubscriber, at, readerId } from '#tests/support/builders.ts'
import { deliver } from '#tests/support/deliver.ts'
import { dumpAll } from '#tests/support/dump-all.ts'
import { keepLogged } from '#tests/support/keep-logged.ts'
import { lettersTo } from '#tests/support/letters.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { memoryTable, TableStore } from '#tests/support/memory-table.ts'
import { visit } from '#tests/support/visitor.ts'

const cloud = await startTestCloud({ logLevel: 'debug' })
const { desk } = cloud

const logged = keepLogged()

/** Bytes as text; unpacked, where they are packed. */
const readable = (bytes: Buffer): string =>
  (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString()

const objects = async (): Promise<string[]> => {
  const s3 = new S3Client({})
  const found: string[] = []
  for (const { Name: Bucket } of (await s3.send(new ListBucketsCommand({}))).Buckets ?? [])
    for (const { Key } of (await s3.send(new ListObjectsV2Command({ Bucket }))).Contents ?? []) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }))
      found.push(`${Key} ${readable(Buffer.from((await Body?.transformToByteArray()) ?? []))}`)
    }
  return found
}

/** Everything that we, and SES's account list, hold: rows with what is packed in them, objects, messages, the log. */
const everything = async (): Promise<string[]> => {
  const dumped = (await dumpAll(cloud)).filter((line) => !line.startsWith('mail '))
  const packed = dumped.flatMap((line) =>
    [...line.matchAll(/"packed":"([^"]+)"/g)].map(([, bytes = '']) => readable(Buffer.from(bytes, 'base64'))),
  )
  const { SuppressedDestinationSummaries: listed = [] } = await new SESv2Client({}).send(
    new ListSuppressedDestinationsCommand({}),
  )
  return [...dumped, ...packed, ...(await objects()), ...listed.map((one) => JSON.stringify(one)), ...logged]
}

const LISTED = ['Ada.Erased@secret-domain.example', 'grace.erased@other-domain.example'] as const
const TRACES = /ada\.erased|grace\.erased|secret-domain|other-domain|Pacific\/Chatham/i

test('an erased reader is found nowhere any more, but for the hash', async () => {
  const [first, second] = LISTED
  const newsletter = await cloud.newsletter()
  await cloud.post(newsletter)
  const page = await visit(`${cloud.publicOrigin}/subscribe/${newsletter.slug}`)
  cloud.pass(10)
  await page.press(undefined, { email: first, zone: 'Pacific/Chatham' })
  await cloud.workers.drain()
  const confirmed = await (await visit(lettersTo(cloud, first)[0]?.link ?? '')).press()
  const choices = confirmed.links()[0] ?? ''
  const digest = await cloud.settle(newsletter)
  expect(Object.values(await cloud.standings(digest))).toEqual(['accepted'])
  const soft = {
    eventType: 'Bounce',
    mail: { messageId: 'm1' },
    bounce: {
      bounceType: 'Transient',
      timestamp: cloud.now(),
      bouncedRecipients: [{ emailAddress: first }],
    },
  }
  await deliver(wireRecordFeedback(), { Message: JSON.stringify(soft) })

  await (await visit(choices)).press('Change my address')
  await cloud.workers.drain()
  await (await visit(lettersTo(cloud, first).at(-1)?.link ?? '')).press(undefined, { email: second })
  await cloud.workers.drain()
  await (await visit(lettersTo(cloud, second)[0]?.link ?? '')).press()
  // A link that was asked for and never used goes as well.
  for (const button of ['Download my data', 'Erase me']) await (await visit(choices)).press(button)
  await cloud.workers.drain()
  for (const EmailAddress of LISTED)
    await new SESv2Client({}).send(new PutSuppressedDestinationCommand({ EmailAddress, Reason: 'BOUNCE' }))
  const found = (await everything()).filter((line) => TRACES.test(line))
  expect(found.length).toBeGreaterThan(5)

  const erase = await visit(lettersTo(cloud, second).find(({ kind }) => kind === 'erase')?.link ?? '')
  expect((await erase.press()).text).toContain('35 days')
  await cloud.workers.drain()

  const ids = await Promise.all(LISTED.map((address) => desk.idOfReader(address)))
  const left = await everything()
  expect(left.filter((line) => TRACES.test(line))).toEqual([])
  const rows = left.filter((line) => line.startsWith('AUDIENCE_TABLE') && ids.some((id) => line.includes(id)))
  expect(rows.map((row) => JSON.parse(row.replace('AUDIENCE_TABLE ', '')))).toEqual(
    ids.toSorted().map((id) => expect.objectContaining({ sk: id, erasedAt: expect.any(String) })),
  )
  expect(logged.join('')).toContain('a person was erased')
  expect((await visit(choices)).status).toBe(404)
})

test('who is erased is not brought back by an import, and their old links have no effect', async () => {
  const newsletter = await cloud.newsletter()
  await cloud.post(newsletter)
  const reader = await cloud.reader(newsletter)
  await desk.eraseReader(reader.id, { by: 'Ada', why: 'They asked by phone.' })
  await expect(cloud.reader(newsletter, { address: reader.address })).rejects.toThrow('was erased')
  expect(await cloud.standings(await cloud.settle(newsletter))).toEqual({})
})

describe('an erasure that is killed', () => {
  class Killed extends Error {}
  const NOW = at('2026-11-22T00:00:00Z')

  /** Tables in memory, whose requests can be made to fail. */
  const world = () => {
    let requests = 0
    let most = Number.POSITIVE_INFINITY
    const request = async <T>(_: string, effect: () => T): Promise<T> => {
      requests += 1
      if (requests > most) throw new Killed()
      return effect()
    }
    const options = { request, now: Date.now, indexDelayMs: () => 0, pageSize: () => 3 }
    const [audience, content] = [
      memoryTable(new TableStore(), options),
      memoryTable(new TableStore(), options),
    ]
    const listed = new Set<string>()
    const deps = {
      newsletters: dynamoNewsletters(content),
      subscribers: dynamoSubscribers(audience),
      suppressions: dynamoSuppressions(audience),
      people: dynamoPeople(audience),
      accountList: {
        remove: (address: string) => request('SES', () => void listed.delete(address)),
      },
      clock: () => NOW,
      log: () => {},
    }
    return {
      deps,
      audience,
      listed,
      killAfter(count: number) {
        requests = 0
        most = count
      },
    }
  }

  test('at any request is completed by doing it again', async () => {
    const [id, former] = [readerId(1), readerId(2)]
    for (let survives = 0, done = false; !done; survives += 1) {
      const { deps, audience, listed, killAfter } = world()
      for (const slug of ['one', 'two']) {
        await deps.newsletters.put(aNewsletter({ slug }))
        await deps.subscribers.create(aSubscriber({ newsletter: slug, id, address: 'now@mail.example' }))
        const before = { newsletter: slug, id: former, address: 'before@mail.example', movedTo: id }
        await deps.subscribers.create(aSubscriber(before))
      }
      await deps.people.addFormerId(id, former)
      for (const each of [id, former])
        await dynamoHistories(audience).note(each, { newsletter: 'one', at: NOW, what: 'moved', how: 'link' })
      for (const address of ['now@mail.example', 'before@mail.example']) listed.add(address)

      killAfter(survives)
      done = await erasePerson(deps)(id).then(
        () => true,
        (error) => {
          if (!(error instanceof Killed)) throw error
          return false
        },
      )
      killAfter(Number.POSITIVE_INFINITY)
      if (!done) await erasePerson(deps)(id)
      expect([...listed], `killed after ${survives}`).toEqual([])
      for (const each of [id, former]) {
        expect(await deps.suppressions.get(each)).toBe('erased')
        for (const slug of ['one', 'two']) expect(await deps.subscribers.get(slug, each)).toBeUndefined()
        const values = { ':pk': `person#${each}` }
        expect(await Array.fromAsync(audience.query({ text: 'pk = :pk', values, consistent: true }))).toEqual(
          [],
        )
      }
    }
  })
})
