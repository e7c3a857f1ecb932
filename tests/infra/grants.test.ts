import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { dynamoLedger } from '#functions/adapters/dynamodb/ledger.ts'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import type { Batch } from '#functions/core/batch.ts'
import type { Digest } from '#functions/core/digest.ts'
import { type DigestRef, digestKey, digestRefOf } from '#functions/core/digest-key.ts'
import { owe } from '#functions/core/digest-verbs.ts'
import { plusDays } from '#functions/core/instant.ts'
import { picturePath } from '#functions/core/public-paths.ts'
import { rangeOf } from '#functions/core/reader-id.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { wireAnswerRequest } from '#functions/wiring/answer-request.ts'
import { wireApproveDigest } from '#functions/wiring/approve-digest.ts'
import { wireCloseDigest } from '#functions/wiring/close-digest.ts'
import { wireDraftDigest } from '#functions/wiring/draft-digest.ts'
import type { HandlerName } from '#functions/wiring/env.ts'
import { wireFreezeAudience } from '#functions/wiring/freeze-audience.ts'
import { wireRecordFeedback } from '#functions/wiring/record-feedback.ts'
import { wireRunJob } from '#functions/wiring/run-job.ts'
import { wireSendBatch } from '#functions/wiring/send-batch.ts'
import { wireSweepReaders } from '#functions/wiring/sweep-readers.ts'
import { wireTellStaff } from '#functions/wiring/tell-staff.ts'
import { wireTick } from '#functions/wiring/tick.ts'
import { HANDLER_METADATA } from '#infra/constructs/handler-function.ts'
import { handlerFunctions } from '#infra/local/handlers.ts'
import { resolver } from '#infra/local/resolve.ts'
import { approveAsShown, EDITOR } from '#infra/local/run-digest.ts'
import type { Fault } from '#infra/local/ses/faults/fault-rule.ts'
import { synthesise } from '#infra/local/template.ts'
import { prod } from '#infra/stages.ts'
import { type AwsCall, watchAwsCalls } from '#tests/support/aws-calls.ts'
import { aCategory, aContent } from '#tests/support/builders.ts'
import { deliver } from '#tests/support/deliver.ts'
import { tourDesk } from '#tests/support/desk-tour.ts'
import { lettersTo } from '#tests/support/letters.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { aPng } from '#tests/support/pictures.ts'
import { type Statement, statementsOf } from '#tests/support/role-statements.ts'
import { aTagArchive } from '#tests/support/tag-archive.ts'
import { post, type SeenPage, visit } from '#tests/support/visitor.ts'

// The emulators let everybody do everything. So each worker does its work here, on every path that reaches AWS in a way
// of its own, and what it did is held against what its role allows.

const template = synthesise({ stage: prod, senderDomain: 'news.example.org' })
const { properties } = resolver(template, 'http://127.0.0.1')
const roleOf = (handler: HandlerName): Statement[] => statementsOf(template, handler, properties)

/** The last part of an ARN, which may hold colons of its own. */
const named = (arn: unknown): string => String(arn).split(':').slice(5).join(':')

const matches = (pattern: string, value: string): boolean =>
  new RegExp(`^${pattern.split('*').map(RegExp.escape).join('.*')}$`).test(value)

const reaches = (arn: unknown, resource: string): boolean => matches(arn === '*' ? '*' : named(arn), resource)

/** The keys that a statement is limited to, as patterns. */
const keysOf = ({ Condition }: Statement): string[] =>
  Condition === undefined
    ? ['*']
    : z.array(z.string()).parse(Condition['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'])

const allows = (statement: Statement, { action, resource, partition = '' }: AwsCall): boolean =>
  [statement.Action].flat().includes(action) &&
  [statement.Resource].flat().some((arn) => reaches(arn, resource)) &&
  keysOf(statement).some((pattern) => matches(pattern, partition))

const cloud = await startTestCloud()
const { desk } = cloud
const STAFF = ['ada@desk.example']
const calls = new Map<HandlerName, AwsCall[]>()
let working: HandlerName | undefined
afterAll(
  watchAwsCalls((call) => {
    if (working !== undefined) calls.set(working, [...(calls.get(working) ?? []), call])
  }),
)

const as = async <T>(handler: HandlerName, work: () => Promise<T>): Promise<T> => {
  working = handler
  return await work().finally(() => {
    working = undefined
  })
}

/** As on AWS, where the pace is measured and many new readers are mailed day by day. */
Object.assign(process.env, { PACE: 'measured', RAMPS: 'on' })

const tick = (): Promise<void> => {
  cloud.pass(1)
  return as('tick', wireTick())
}

const digestOf = async (ref: DigestRef): Promise<Digest> => {
  const digest = await desk.digests.get(ref)
  if (digest === undefined) throw new Error(`No digest ${digestKey(ref)}`)
  return digest
}

/** Has a digest go on as if nothing had paused it. */
const goOn = async (ref: DigestRef): Promise<void> => {
  const paused = await digestOf(ref)
  expect(paused.status).toBe('paused')
  await desk.digests.replace({ ...paused, status: 'sending' })
}

/** Staff are told of a draft. */
const tell = async (draft: Digest): Promise<void> => {
  await desk.digests.replace(owe(draft, 'ready'))
  await tick()
  const notice = { ...digestRefOf(draft), notice: 'ready' }
  await as('tell-staff', () => deliver(wireTellStaff(), notice, { ...notice, to: 0 }))
  expect(cloud.inbox.accepted().at(-1)?.to).toEqual(STAFF)
}

const draftAndApprove = async (slug: string): Promise<DigestRef> => {
  await tick()
  const due = {
    newsletter: slug,
    kind: 'regular',
    date: cloud.now().slice(0, 10),
    dueAt: cloud.now(),
  } as const
  await as('draft-digest', () => deliver(wireDraftDigest(), due))
  const draft = await cloud.newest({ slug })
  if (draft === undefined) throw new Error('Nothing was drafted')
  await tell(draft)
  const ref = digestRefOf(draft)
  const { hash } = await desk.previewDigest(ref, 1)
  await desk.approveDigest(ref, { revision: 1, editionHash: hash.replace(/./g, '0'), by: EDITOR })
  await as('approve-digest', () => deliver(wireApproveDigest(), ref))
  await approveAsShown(desk, await digestOf(ref))
  cloud.pass(60)
  await tick()
  await as('approve-digest', () => deliver(wireApproveDigest(), ref))
  return ref
}

/** The ramp of a newsletter, of whom nobody is new any more, ends with the next freeze. */
const endRamp = async (): Promise<void> => {
  const { newsletter } = await cloud.weekly(1)
  const ref = digestRefOf(await cloud.until(newsletter, 'approved'))
  await desk.ledger.setRamp(newsletter.slug, { startedAt: cloud.now(), coldSince: cloud.now() })
  await as('freeze-audience', () => deliver(wireFreezeAudience(), ref))
  expect(await desk.ledger.ramp(newsletter.slug)).toBeUndefined()
  await desk.digests.replace({ ...(await digestOf(ref)), status: 'cancelled', closedAt: cloud.now() })
}

/** What was counted of a digest brakes it. */
const brake = async (ref: DigestRef): Promise<void> => {
  await desk.ledger.addHealth(digestKey(ref), { bounced: 1, stopped: ['0', '1', '2'] }, cloud.now())
  await tick()
  await goOn(ref)
  await desk.ledger.clearRefusals(digestKey(ref))
}

/** Sends the one batch of a digest, with what may go wrong on its way. */
const send = async (ref: DigestRef): Promise<void> => {
  const { attempt = '', status } = await digestOf(ref)
  expect(status).toBe('sending')
  const message = { digest: digestKey(ref), attempt, wave: 0, number: 0, tries: 0 }
  const answered = async (fault: Fault): Promise<Batch> => {
    cloud.inbox.setFaults([{ match: { next: 1 }, fault }])
    await as('send-batch', () => deliver(wireSendBatch(), message))
    const batch = await desk.ledger.batch(message)
    if (batch === undefined) throw new Error('No batch')
    return batch
  }
  const [waiting] = await Array.fromAsync(desk.ledger.batches(digestKey(ref), attempt))
  if (waiting === undefined) throw new Error('No batch')
  // Far apart, the members are read one by one.
  await desk.ledger.replaceBatch({ ...waiting.batch, span: 10_000 })
  const throttled = await answered({ kind: 'throttle' })
  await desk.ledger.replaceBatch({ ...throttled, span: 3 })
  const refused = await answered({ kind: 'refuse', exception: 'SendingPausedException' })
  await goOn(ref)
  await as('send-batch', () => deliver(wireSendBatch(), message))
  // A batch that somebody changed is read again before it is given up.
  const stale = dynamoLedger(tableOf(new DynamoDBClient({}), cloud.environment.DELIVERY_TABLE ?? ''))
  await as('send-batch', () => stale.replaceBatch(refused).catch(() => undefined))
}

const tellOf = async (ref: DigestRef, address: string): Promise<void> => {
  const { attempt = '' } = await digestOf(ref)
  const tags = { digest: [digestKey(ref)], attempt: [attempt], batch: ['0-0'], call: ['0'], entry: ['0'] }
  const event = (eventType: string, told: object): object => ({
    Message: JSON.stringify({ eventType, ...told }),
  })
  const bounce = { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: address }] }
  const complaint = { complainedRecipients: [{ emailAddress: address }] }
  const at = cloud.now()
  const subscription = { newTopicPreferences: { unsubscribeAll: true } }
  const events = [
    event('Send', { mail: { tags } }),
    event('Bounce', { mail: { tags }, bounce }),
    event('Bounce', { mail: {}, bounce }),
    event('Complaint', { mail: {}, complaint }),
    event('Bounce', {
      mail: { messageId: 'm1' },
      bounce: { ...bounce, bounceType: 'Transient', timestamp: at },
    }),
    event('Delivery', {
      mail: { tags: { ...tags, bouncing: ['1'] } },
      delivery: { timestamp: at, recipients: [address] },
    }),
    event('Subscription', { mail: { destination: [address] }, subscription }),
  ]
  await as('record-feedback', () => deliver(wireRecordFeedback(), ...events))
}

const TEMPLATES_ARE_DELETED_AFTER_SECONDS = 15 * 24 * 3600

const close = async (ref: DigestRef): Promise<void> => {
  await as('close-digest', () => deliver(wireCloseDigest(), ref))
  expect((await digestOf(ref)).status).toBe('sent')
  cloud.pass(TEMPLATES_ARE_DELETED_AFTER_SECONDS)
  await tick()
  await as('close-digest', () => deliver(wireCloseDigest(), ref))
  expect((await digestOf(ref)).stored).toBeUndefined()
}

/** An editor has a page imported, and the readers of a digest and of the round-up in its slot counted. */
const runJobs = async (ref: DigestRef): Promise<void> => {
  const { newsletter, kind: _, ...digest } = await digestOf(ref)
  const roundUp = { ...digest, newsletter, kind: 'round-up', revision: 1 } as const
  await desk.digests.create(roundUp)
  await desk.digests.saveContent(roundUp, aContent())
  const { url, fields } = await desk.uploads.form('u1', 1000, cloud.publicOrigin)
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', new Blob([aTagArchive()]))
  await fetch(url, { method: 'POST', body: form, redirect: 'manual' })
  const dryRunOf = (of: DigestRef) => ({ kind: 'dry-run', digest: digestKey(of), revision: 1 }) as const
  for (const task of [
    { kind: 'import', upload: 'u1', file: 'page.html' } as const,
    dryRunOf(ref),
    dryRunOf(roundUp),
  ]) {
    const job = await desk.askForJob(newsletter, task, EDITOR)
    await as('run-job', () => deliver(wireRunJob(), { newsletter, id: job.id }))
    expect(await desk.jobs.get(job)).toMatchObject({ status: 'done' })
  }
}

/** A mail is opened that shows a picture. */
const loadPicture = async (): Promise<void> => {
  const { name } = await desk.putPicture(aPng(), null, 'entry')
  await as('public', async () =>
    expect((await fetch(`${cloud.publicOrigin}${picturePath(name)}`)).status).toBe(200),
  )
}

/** A reader opens each of their links, and uses them. */
const openMail = async (ref: DigestRef, reader: Subscriber): Promise<void> => {
  const mail = cloud.accepted(ref).find(({ to }) => to.includes(reader.address))
  const text = cloud.inbox.message(mail?.messageId ?? '').text
  const links = text.match(/http:\/\/127\.0\.0\.1:\d+\/\S+/g) ?? []
  const ours = links.filter((link) => /\/(leave|preferences|archive)\//.test(link))
  expect(new Set(ours).size).toBe(3)
  await as('public', async () => {
    for (const link of ours) for (const method of ['GET', 'POST']) await fetch(link, { method })
  })
  expect((await desk.subscribers.get(ref.newsletter, reader.id))?.status).toBe('unsubscribed')
}

/** The requests that wait, taken from their queue by nobody whose role is looked at. */
const waitingRequests = async (): Promise<object[]> => {
  const sqs = new SQSClient({})
  const QueueUrl = cloud.environment.REQUEST_QUEUE_URL
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }))
  for (const { ReceiptHandle } of Messages)
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))
  return Messages.map(({ Body = '' }) => JSON.parse(Body) as object)
}

/** Has a reader asked for proof of consent, and ends another who did not answer. */
const sweep = async (slug: string, asked: string): Promise<void> => {
  const silent = await desk.addSubscriber({
    newsletter: slug,
    address: 'silent@mail.example',
    status: 'active',
    categories: 'all',
    askedAt: plusDays(cloud.now(), -31),
    statusAt: plusDays(cloud.now(), -31),
  })
  await desk.subscribers.update(slug, asked, { consentAt: null })
  const sweeps = [asked, silent.id].map((id) => ({ newsletter: slug, range: rangeOf(id), at: cloud.now() }))
  await as('sweep-readers', () => deliver(wireSweepReaders(), ...sweeps))
  expect((await desk.subscribers.get(slug, silent.id))?.status).toBe('unsubscribed')
}

/** What a reader does with pages and letters, from signing up to being erased. */
const liveOut = async (slug: string): Promise<void> => {
  const answer = async (): Promise<void> => {
    const requests = await waitingRequests()
    await as('answer-request', () => deliver(wireAnswerRequest(), ...requests))
  }
  const opened = (address: string): Promise<SeenPage> => visit(lettersTo(cloud, address).at(-1)?.link ?? '')
  const [address, moved] = ['somebody@mail.example', 'elsewhere@mail.example']
  const byPages = async (): Promise<void> => {
    const page = await visit(`${cloud.publicOrigin}/subscribe/${slug}`)
    cloud.pass(10)
    await page.press(undefined, { email: address })
  }
  await as('public', byPages)
  await answer()
  let choices = ''
  await as('public', async () => {
    choices = (await (await opened(address)).press()).links()[0] ?? ''
    await (await visit(choices)).press('Save', { notes: 'titles' })
    await post(choices.replace('/preferences/', '/still/'), '')
    const leave = (await visit(choices)).links().find((link) => link.includes('/leave/')) ?? ''
    await (await (await visit(leave)).press('Unsubscribe from every newsletter here')).press('Undo')
  })
  for (const [button, typed] of [['Download my data'], ['Change my address', { email: moved }]] as const) {
    await as('public', async () => void (await (await visit(choices)).press(button)))
    await answer()
    await as('public', async () => void (await (await opened(address)).press(undefined, typed)))
  }
  await answer()
  await as('public', async () => void (await (await opened(moved)).press()))
  const reader = await desk.idOfReader(moved)
  await sweep(slug, reader)
  const paused = { kind: 'refuse', exception: 'SendingPausedException' } as const
  cloud.inbox.setFaults([{ match: { next: 1 }, fault: paused }])
  await answer()
  // What had to wait is put back, for a quarter of an hour.
  cloud.pass(900)
  await answer()
  expect(lettersTo(cloud, moved).at(-1)?.kind).toBe('prove')
  await as('public', async () => void (await (await visit(choices)).press('Erase me')))
  await answer()
  await as('public', async () => void (await (await opened(moved)).press()))
  await answer()
  expect(await desk.subscribers.get(slug, reader)).toBeUndefined()
}

/** The whole way of a digest, with what goes wrong on it. */
const goAllTheWay = async (): Promise<void> => {
  await cloud.setAccount({ maxSendRate: 1000 })
  await endRamp()
  const categories = [aCategory({ dripPerWeek: 2 })]
  const newsletter = await cloud.newsletter({ categories, lookBackDays: 10, staff: STAFF })
  await cloud.post(newsletter)
  await cloud.post(newsletter, { publishedAt: undefined, datePrecision: 'none' })
  await cloud.post(newsletter, { publishedAt: plusDays(cloud.now(), -9) })
  const reader = await cloud.reader(newsletter)
  const leaver = await cloud.reader(newsletter)
  await cloud.reader(newsletter, { status: 'pending' })
  cloud.pass(8 * 24 * 3600)

  const ref = await draftAndApprove(newsletter.slug)
  await tick()
  await as('freeze-audience', () => deliver(wireFreezeAudience(), ref))
  await tick()
  await runJobs(ref)
  await brake(ref)
  await tick()
  // Nothing is called yet: what waits is counted, and handed out again.
  cloud.pass(3600)
  await as('close-digest', () => deliver(wireCloseDigest(), ref))
  await send(ref)
  await tellOf(ref, leaver.address)
  await openMail(ref, reader)
  await loadPicture()
  await close(ref)
  await liveOut(ref.newsletter)
}

await tourDesk(cloud, (request) => as('desk', request))
await goAllTheWay()

describe('what each function did on its way', () => {
  test('every function reached AWS', () => {
    expect([...calls.keys()].sort()).toEqual(
      handlerFunctions(template)
        .map(({ Metadata }) => Metadata[HANDLER_METADATA])
        .sort(),
    )
  })

  test.each([...calls.keys()])('%s: its role allows all of it', (handler) => {
    const role = roleOf(handler)
    expect(calls.get(handler)?.filter((call) => !role.some((one) => allows(one, call)))).toEqual([])
  })

  /** Not by what handlers do: Lambda itself reads the queues, which of its actions SendBulkEmail needs SES does not say, and the grants of buckets and secrets are CDK's own. */
  const IS_OURS = /^dynamodb:|^ses:(?!Send)|^sqs:SendMessage$/

  test.each([...calls.keys()])('%s: and nothing that it never did', (handler) => {
    // Who may read a table by its index may read it without.
    const done = (calls.get(handler) ?? []).map((call) => ({
      ...call,
      resource: call.resource.replace(/\/index\/.*/, ''),
    }))
    const idle = roleOf(handler).flatMap(({ Action, Resource }) =>
      [Action].flat().flatMap((action) =>
        [Resource].flat().flatMap((arn) => {
          const used = done.some((call) => call.action === action && reaches(arn, call.resource))
          return IS_OURS.test(action) && !String(arn).includes('/index/') && !used ? [`${action} ${arn}`] : []
        }),
      ),
    )
    expect(idle).toEqual([])
  })
})
