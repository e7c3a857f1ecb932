import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, describe, expect, test } from 'vitest'
import { dynamoLedger } from '#functions/adapters/dynamodb/ledger.ts'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import { digestKey, digestRefOf } from '#functions/core/digest-key.ts'
import { plusDays } from '#functions/core/instant.ts'
import { wireApproveDigest } from '#functions/wiring/approve-digest.ts'
import { wireCloseDigest } from '#functions/wiring/close-digest.ts'
import { wireDraftDigest } from '#functions/wiring/draft-digest.ts'
import type { HandlerName } from '#functions/wiring/env.ts'
import { wireFreezeAudience } from '#functions/wiring/freeze-audience.ts'
import { wireRecordFeedback } from '#functions/wiring/record-feedback.ts'
import { wireSendBatch } from '#functions/wiring/send-batch.ts'
import { HANDLER_METADATA } from '#infra/constructs/handler-function.ts'
import { handlerFunctions } from '#infra/local/handlers.ts'
import { approveAsShown, EDITOR } from '#infra/local/run-digest.ts'
import { synthesise } from '#infra/local/template.ts'
import { prod } from '#infra/stages.ts'
import { aCategory } from '#tests/support/builders.ts'
import { deliver } from '#tests/support/deliver.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { type Statement, statementsOf } from '#tests/support/role-statements.ts'

// The emulators let everybody do everything. So each worker does its work here, on every path that reaches a table in a
// way of its own, and what it did is held against what its role allows.

interface Access {
  readonly action: string
  readonly table: string
  readonly index: boolean
  readonly partition: string
}

const template = synthesise({ stage: prod, senderDomain: 'news.example.org' })

const allows = (statement: Statement, { action, table, index, partition }: Access): boolean =>
  [statement.Action].flat().includes(`dynamodb:${action}`) &&
  [statement.Resource].flat().some((resource) => {
    const text = JSON.stringify(resource)
    return text.includes(table) && text.includes('/index/') === index
  }) &&
  (statement.Condition === undefined || partition.startsWith('pub#'))

const cloud = await startTestCloud()
const { desk } = cloud
const accesses = new Map<HandlerName, Map<string, Access>>()
let working: HandlerName | undefined

const { send } = DynamoDBClient.prototype
afterAll(() => {
  DynamoDBClient.prototype.send = send
})
DynamoDBClient.prototype.send = function (this: DynamoDBClient, ...given: never[]) {
  const [command] = given as unknown as [{ constructor: { name: string }; input: Record<string, unknown> }]
  if (working !== undefined) note(working, command.constructor.name.replace('Command', ''), command.input)
  return Reflect.apply(send, this, given)
} as typeof send

const partitionIn = (input: Record<string, unknown>): string =>
  /"pk":\{"S":"([^"]*)"|":pk":\{"S":"([^"]*)"/.exec(JSON.stringify(input))?.slice(1).join('') ?? ''

const note = (handler: HandlerName, action: string, input: Record<string, unknown>): void => {
  const [table = ''] = /(Content|Audience|Delivery)Table/.exec(JSON.stringify(input)) ?? []
  const access = {
    action,
    table,
    index: 'IndexName' in input && input.IndexName !== undefined,
    partition: partitionIn(input),
  }
  const own = accesses.get(handler) ?? new Map<string, Access>()
  own.set(JSON.stringify(access), access)
  accesses.set(handler, own)
}

const as = async (handler: HandlerName, work: () => Promise<unknown>): Promise<void> => {
  working = handler
  await work().finally(() => {
    working = undefined
  })
}

const event = (eventType: string, address: string): object => ({
  Message: JSON.stringify({
    eventType,
    mail: { tags: {} },
    bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: address }] },
    complaint: { complainedRecipients: [{ emailAddress: address }] },
  }),
})

const sent = { entry: ['0'], call: ['0'], batch: ['0-0'] }

/** The whole way of a digest, with what goes wrong on it. */
const goAllTheWay = async (): Promise<void> => {
  const newsletter = await cloud.newsletter({ categories: [aCategory({ dripPerWeek: 2 })], lookBackDays: 10 })
  const { slug } = newsletter
  await cloud.post(newsletter)
  await cloud.post(newsletter, { publishedAt: undefined, datePrecision: 'none' })
  await cloud.post(newsletter, { publishedAt: plusDays(cloud.now(), -9) })
  const reader = await cloud.reader(newsletter)
  const leaver = await cloud.reader(newsletter)
  await cloud.reader(newsletter, { status: 'pending' })
  cloud.pass(8 * 24 * 3600)

  await as('tick', () => cloud.workers.tick())
  const due = {
    newsletter: slug,
    kind: 'regular',
    date: cloud.now().slice(0, 10),
    dueAt: cloud.now(),
  } as const
  await as('draft-digest', () => deliver(wireDraftDigest(), due))
  const draft = await cloud.newest(newsletter)
  if (draft === undefined) throw new Error('Nothing was drafted')
  const ref = digestRefOf(draft)
  const { hash } = await desk.previewDigest(ref, 1)
  await desk.approveDigest(ref, { revision: 1, editionHash: hash.replace(/./g, '0'), by: EDITOR })
  await as('approve-digest', () => deliver(wireApproveDigest(), ref))
  await approveAsShown(desk, (await desk.digests.get(ref)) ?? draft)
  await as('tick', () => cloud.workers.tick())
  await as('approve-digest', () => deliver(wireApproveDigest(), ref))
  await as('tick', () => cloud.workers.tick())
  await as('freeze-audience', () => deliver(wireFreezeAudience(), ref))
  await as('tick', () => cloud.workers.tick())

  const { attempt = '', status } = (await desk.digests.get(ref)) ?? {}
  expect(status).toBe('sending')
  const message = { digest: digestKey(ref), attempt, wave: 0, number: 0, tries: 0 }
  const batch = await desk.ledger.batch(message)
  if (batch === undefined) throw new Error('No batch')
  // Far apart, the members are read one by one.
  await desk.ledger.replaceBatch({ ...batch, span: 10_000 })
  cloud.inbox.setFaults([{ match: { next: 1 }, fault: { kind: 'throttle' } }])
  await as('send-batch', () => deliver(wireSendBatch(), message))
  const waiting = await desk.ledger.batch(message)
  await desk.ledger.replaceBatch({ ...(waiting ?? batch), span: 2 })
  cloud.inbox.setFaults([
    { match: { next: 1 }, fault: { kind: 'refuse', exception: 'SendingPausedException' } },
  ])
  await as('send-batch', () => deliver(wireSendBatch(), message))
  const paused = await desk.digests.get(ref)
  expect(paused?.status).toBe('paused')
  if (paused !== undefined) await desk.digests.replace({ ...paused, status: 'sending' })
  await as('send-batch', () => deliver(wireSendBatch(), message))
  // What SES accepted and could not send brakes the digest.
  await desk.ledger.addHealth(digestKey(ref), { stopped: ['0-0-0', '0-0-1', '0-0-2'] }, cloud.now())
  await as('tick', () => cloud.workers.tick())
  const braked = await desk.digests.get(ref)
  expect(braked?.status).toBe('paused')
  if (braked !== undefined) await desk.digests.replace({ ...braked, status: 'sending' })
  // A batch that somebody changed is read again before it is given up.
  const stale = dynamoLedger(tableOf(new DynamoDBClient({}), cloud.environment.DELIVERY_TABLE ?? ''))
  await as('send-batch', () => stale.replaceBatch({ ...batch, called: 'lost' }).catch(() => undefined))

  const tags = { ...sent, digest: [digestKey(ref)], attempt: [attempt] }
  const send = { Message: JSON.stringify({ eventType: 'Send', mail: { tags } }) }
  const told = ['Bounce', 'Bounce', 'Complaint'].map((type) => event(type, leaver.address))
  await as('record-feedback', () => deliver(wireRecordFeedback(), send, ...told))
  await as('close-digest', () => deliver(wireCloseDigest(), ref))
  expect((await desk.digests.get(ref))?.status).toBe('sent')

  const mail = cloud.accepted(ref).find(({ to }) => to.includes(reader.address))
  const text = cloud.inbox.message(mail?.messageId ?? '').text
  const links = text.match(/http:\/\/127\.0\.0\.1:\d+\/\S+/g) ?? []
  const ours = links.filter((link) => /\/(leave|preferences|archive)\//.test(link))
  expect(new Set(ours).size).toBe(3)
  await as('public', async () => {
    for (const link of ours) for (const method of ['GET', 'POST']) await fetch(link, { method })
  })
  expect((await desk.subscribers.get(slug, reader.id))?.status).toBe('unsubscribed')
}

/** The freeze of a newsletter that may ramp up, and the one that ends its ramp. */
const rampUp = async (): Promise<void> => {
  const wired = process.env.RAMPS
  process.env.RAMPS = 'on'
  for (const underWay of [false, true]) {
    const { newsletter } = await cloud.weekly(1)
    const { slug } = newsletter
    const approved = await cloud.until(newsletter, 'approved')
    const ramp = { startedAt: cloud.now(), coldSince: cloud.now() }
    if (underWay) await desk.ledger.setRamp(slug, ramp)
    await as('freeze-audience', () => deliver(wireFreezeAudience(), digestRefOf(approved)))
    expect((await desk.digests.get(approved))?.attempt).toBeDefined()
    expect(await desk.ledger.ramp(slug)).toBeUndefined()
  }
  process.env.RAMPS = wired
}

await goAllTheWay()
await rampUp()

describe('what each function did on its way', () => {
  test('every function reached its tables', () => {
    expect([...accesses.keys()].sort()).toEqual(
      handlerFunctions(template)
        .map(({ Metadata }) => Metadata[HANDLER_METADATA])
        .sort(),
    )
  })

  test.each([...accesses.keys()])('%s: its role allows all of it', (handler) => {
    const statements = statementsOf(template, handler)
    const denied = [...(accesses.get(handler)?.values() ?? [])].filter(
      (access) => !statements.some((statement) => allows(statement, access)),
    )
    expect(denied).toEqual([])
  })

  test.each([...accesses.keys()])('%s: and nothing on tables that it never did', (handler) => {
    const done = [...(accesses.get(handler)?.values() ?? [])]
    const idle = statementsOf(template, handler).flatMap((statement) =>
      [statement.Action]
        .flat()
        .filter(
          (action) =>
            action.startsWith('dynamodb:') &&
            !done.some((access) => `dynamodb:${access.action}` === action && allows(statement, access)),
        ),
    )
    expect(idle).toEqual([])
  })
})
