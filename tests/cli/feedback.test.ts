import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { feedbackWith } from '#functions/cli/feedback.ts'
import { at } from '#tests/support/builders.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { type Ran, runCommand } from '#tests/support/run-command.ts'
import { CERTIFICATE, signedSns } from '#tests/support/signed-sns.ts'
import { dumpTables } from '#tests/support/table-dump.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const cloud = await startTestCloud()
const { subscribers } = cloud.desk
const folder = temporaryFolder()
afterAll(() => folder.remove())
const file = (name: string, content: unknown): string => {
  const path = join(folder.path, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const Document = z.strictObject({
  file: z.string(),
  kind: z.string(),
  bounceType: z.string().nullable(),
  bounceSubType: z.string().nullable(),
  recipients: z.array(z.string()),
  effect: z.enum(['suppress', 'count-soft', 'unsubscribe', 'alarm', 'none']),
  reason: z.string().min(1),
})
const documents = ({ out }: Ran) => out.map((line) => Document.parse(JSON.parse(line)))
const dry = async (...args: string[]) =>
  documents(await runCommand(['feedback', '--dry-run', '--json', ...args]))
const replay = (...args: string[]) => runCommand(['feedback', ...args], cloud.desk)

let numbered = 0
const aReader = async (over: { address?: string } = {}) => {
  numbered += 1
  const newsletter = await cloud.newsletter()
  return cloud.reader(newsletter, { address: `reader-${numbered}@mail.example`, ...over })
}
const again = ({ newsletter, id }: { newsletter: string; id: string }) => subscribers.get(newsletter, id)
const bounceOf = (emailAddress: string, bounceType = 'Permanent', over: object = {}) => ({
  eventType: 'Bounce',
  mail: { messageId: `m-${emailAddress}` },
  bounce: {
    bounceType,
    bounceSubType: 'General',
    bouncedRecipients: [{ emailAddress }],
    timestamp: '2020-11-24T07:00:00.000Z',
    ...over,
  },
})
const inSns = (event: object) => ({ Type: 'Notification', Message: JSON.stringify(event) })

describe('a replay', () => {
  test('has the effects that its dry run says, and again changes nothing', async () => {
    const [hard, soft] = [await aReader(), await aReader()]
    const saved = file('both.json', [bounceOf(hard.address), inSns(bounceOf(soft.address, 'Transient'))])
    const said = await dry(saved)
    expect(said.map(({ effect }) => effect)).toEqual(['suppress', 'count-soft'])
    const ran = await replay('--json', saved)
    expect([ran.code, documents(ran)]).toEqual([0, said])
    expect(await again(hard)).toMatchObject({ suppressed: 'bounce' })
    expect(await again(soft)).toEqual({ ...soft, bouncing: true })
    const after = await dumpTables(cloud)
    await replay(saved)
    expect(await dumpTables(cloud)).toEqual(after)
  })

  test('reads an array, JSON lines, and what `aws sqs receive-message` prints', async () => {
    const event = bounceOf('somebody@mail.example')
    const [text, body] = [JSON.stringify(event), JSON.stringify(inSns(event))]
    expect(await dry(file('array.json', [event, event]))).toHaveLength(2)
    expect(await dry(file('lines.jsonl', `\uFEFF${text}\n${body}\n\n`))).toHaveLength(2)
    expect(await dry(file('queue.json', { Messages: [{ Body: body }, { Body: text }] }))).toHaveLength(2)
  })

  test('reads UTF-16, where its first bytes say that it is', async () => {
    const text = Buffer.from(`\uFEFF${JSON.stringify(bounceOf('somebody@mail.example'))}\r\n`, 'utf16le')
    for (const [name, bytes] of [
      ['little.json', text],
      ['big.json', Buffer.from(text).swap16()],
    ] as const) {
      writeFileSync(join(folder.path, name), bytes)
      expect((await dry(join(folder.path, name))).map(({ effect }) => effect)).toEqual(['suppress'])
    }
  })

  test('shows a line for people, without addresses', async () => {
    const { out } = await runCommand([
      'feedback',
      '--dry-run',
      file('one.json', bounceOf('somebody@mail.example')),
    ])
    expect(out).toEqual([
      `${join(folder.path, 'one.json')}: Bounce, 1 recipient: suppress. Nothing can be delivered there.`,
    ])
    const odd = await runCommand(['feedback', '--dry-run', file('odd.json', { eventType: '\u001b[31m' })])
    expect(odd.out.join('')).not.toContain('\u001b')
  })

  test('says of each file at least one thing, and goes on after one that is no JSON', async () => {
    const bad = [
      join(folder.path, 'missing.json'),
      folder.path,
      file('empty', ''),
      file('page.html', '<html>'),
      file('cut', '{"a'),
    ]
    const odd = [file('nothing.json', []), file('number.json', 7), file('words.json', { Message: 'Hello' })]
    const good = file('good.json', bounceOf('somebody@mail.example'))
    const ran = await runCommand(['feedback', '--dry-run', '--json', ...bad, ...odd, good])
    expect(documents(ran).map(({ file: named, kind, effect }) => [named, kind, effect])).toEqual([
      ...[...bad, ...odd].map((name) => [name, 'unknown', 'none']),
      [good, 'Bounce', 'suppress'],
    ])
    expect([ran.code, ran.err.length]).toEqual([1, bad.length])
    expect((await runCommand(['feedback', '--dry-run', ...odd, good])).code).toBe(0)
  })

  test('needs files', async () => {
    expect((await runCommand(['feedback', '--json'])).code).toBe(2)
  })
})

describe('with --verify', () => {
  const verified = async (...events: object[]) => {
    const out: string[] = []
    const context = {
      out: (line: string) => out.push(line),
      err: () => {},
      connect: async () => cloud.desk,
      wait: async () => false,
    }
    await feedbackWith(async () => CERTIFICATE).run(
      ['--verify', '--json', file('signed.json', events)],
      context,
    )
    return out.map((line) => Document.parse(JSON.parse(line)).effect)
  }

  test('only what SNS signed has an effect', async () => {
    const [signed, forged, bare] = [await aReader(), await aReader(), await aReader()]
    const forgery = {
      ...signedSns({ Type: 'Notification', Message: '{}' }),
      Message: JSON.stringify(bounceOf(forged.address)),
    }
    const effects = await verified(
      signedSns({ Type: 'Notification', Message: JSON.stringify(bounceOf(signed.address)) }),
      forgery,
      bounceOf(bare.address),
      inSns(bounceOf(bare.address)),
    )
    expect(effects).toEqual(['suppress', 'none', 'none', 'none'])
    expect((await again(signed))?.suppressed).toBe('bounce')
    for (const reader of [forged, bare]) expect(await again(reader)).toEqual(reader)
  })
})

// What was collected of SES's events, each with what is expected of it.

const LONG_AGO = at('2001-01-01T00:00:00Z')
const SAMPLES = new URL('../../../shared/inputs/ses-events/', import.meta.url)
const Expected = z.record(
  z.string(),
  z.object({
    kind: z.string(),
    bounceType: z.string().optional(),
    bounceSubType: z.string().nullish(),
    complaintFeedbackType: z.string().nullish(),
    recipients: z.union([z.array(z.string()), z.literal('not a list')]).optional(),
    policy: z.string().default(''),
  }),
)
type Expectation = z.infer<typeof Expected>[string]
const isThere = existsSync(new URL('expected.json', SAMPLES))
const expectations: [string, Expectation][] = isThere
  ? Object.entries(Expected.parse(JSON.parse(readFileSync(new URL('expected.json', SAMPLES), 'utf8'))))
  : []
const pathOf = (name: string): string => fileURLToPath(new URL(name, SAMPLES))

/** What does not say itself what kind of event it is, and what is malformed all the same. */
const KINDS = new Map([
  ['powertools/ses-base.json', 'unknown'],
  ['powertools/sns-base.json', 'unknown'],
  ['sns-wrapped/anymail-AmazonSESSubscriptionManagementTests-SNS_SUBSCRIPTION_CONFIRMATION.json', 'unknown'],
  ['eventbridge/leaseflow-minimal-bounce.json', 'unknown'],
  ['eventbridge/waitlist-minimal-bounce.json', 'unknown'],
  ['eventbridge/waitlist-minimal-complaint.json', 'unknown'],
  ['eventbridge/no-message-id-header.json', 'unknown'],
  ['malformed/empty-object.json', 'unknown'],
  ['malformed/delivery-only.json', 'Delivery'],
])

/** What a file's policy comes to. */
const effectOf = ({ policy, kind, bounceType }: Expectation): string => {
  if (/^suppress the listed/.test(policy)) return 'suppress'
  if (/operator/.test(policy)) return 'alarm'
  if (/unsubscribeAll true/.test(policy)) return 'unsubscribe'
  return kind === 'Bounce' && bounceType === 'Transient' ? 'count-soft' : 'none'
}

describe.skipIf(!isThere)('the collected events', () => {
  test.each(expectations)('%s is judged as it is expected', async (name, expected) => {
    const [verdict, ...others] = await dry(pathOf(name))
    expect(others).toEqual([])
    expect(verdict?.effect).toBe(effectOf(expected))
    expect(verdict?.kind).toBe(KINDS.get(name) ?? expected.kind)
    if (expected.bounceType !== undefined) expect(verdict?.bounceType).toBe(expected.bounceType)
    if (expected.bounceSubType !== undefined) expect(verdict?.bounceSubType).toBe(expected.bounceSubType)
    if (Array.isArray(expected.recipients)) expect(verdict?.recipients).toEqual(expected.recipients)
  })

  test('do to readers what is expected, and nothing to others; replayed they change nothing', async () => {
    const newsletter = await cloud.newsletter()
    const named = expectations.flatMap(([, { recipients }]) => (Array.isArray(recipients) ? recipients : []))
    const bystanders = ['person@example.com', 'mary@example.com', 'johndoe@example.com', 'fake@example.com']
    const all = new Set([...named, 'user@example.com', ...bystanders])
    const before = await Promise.all(
      [...all].map((address) => cloud.reader(newsletter, { address, statusAt: LONG_AGO })),
    )
    const files = expectations.map(([name]) => pathOf(name))
    expect((await replay(...files)).code).toBe(0)

    const listed = (effect: string) =>
      new Set(
        expectations.flatMap(([, expected]) =>
          effectOf(expected) === effect && Array.isArray(expected.recipients) ? expected.recipients : [],
        ),
      )
    const [hard, soft] = [listed('suppress'), listed('count-soft')]
    for (const reader of before) {
      const after = await again(reader)
      expect(after?.suppressed !== undefined).toBe(hard.has(reader.address))
      expect(after?.status).toBe(reader.address === 'user@example.com' ? 'unsubscribed' : 'active')
      if (!soft.has(reader.address)) expect(after?.bouncing).toBeUndefined()
    }
    const dump = await dumpTables(cloud)
    await replay(...files)
    await replay(...files.toReversed())
    expect(await dumpTables(cloud)).toEqual(dump)
  })
})
