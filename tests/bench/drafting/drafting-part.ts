import { SQSClient } from '@aws-sdk/client-sqs'
import { postKey } from '#functions/adapters/dynamodb/content-keys.ts'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import { plusDays, plusSeconds } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { DraftRequest } from '#functions/use-cases/draft-digest.ts'
import { dynamoClient } from '#functions/wiring/clients.ts'
import { systemClock } from '#functions/wiring/clock.ts'
import type { Desk } from '#functions/wiring/desk.ts'
import { wireDraftDigest } from '#functions/wiring/draft-digest.ts'
import { readDeskEnv } from '#functions/wiring/env.ts'
import { wireTick } from '#functions/wiring/tick.ts'
import { aPost } from '#tests/support/builders.ts'
import { startManyProcesses } from '#tests/support/many-processes.ts'
import { invoke, queuesOf } from '../counts/lambda.ts'
import { type Meter, minus } from '../counts/meter.ts'
import { seedBench } from '../counts/seed-bench.ts'
import { figure, median, type Part } from '../report.ts'

const MOST_READ_RATIO = 1.05
const MOST_TIME_RATIO = 1.5
/** Rounds that are not timed. */
const WARM_UP = 20

/** Posts that earlier digests used, as they stand once these were sent. */
const putUsedPosts = async ({ slug }: Newsletter, count: number): Promise<void> => {
  const table = tableOf(dynamoClient(), readDeskEnv().CONTENT_TABLE)
  const now = systemClock()
  const usedIn = { digest: `${slug}-regular-2020-01-07`, approvedAt: plusDays(now, -30) }
  const rows = Array.from({ length: count }, (_, number) => {
    const id = number.toString(16).padStart(24, '0')
    const publishedAt = plusSeconds(plusDays(now, -30), -60 * number)
    return { ...postKey(slug, id), ...aPost({ id, newsletter: slug, publishedAt, usedIn }) }
  })
  await table.putMany(rows)
}

interface Drafted {
  readonly stored: number
  readonly unused: number
  readonly readUnits: number
  readonly requests: number
  readonly ms: number
}

const again = (request: DraftRequest, days: number): DraftRequest => {
  const dueAt = plusDays(request.dueAt, days)
  return { ...request, dueAt, date: dueAt.slice(0, 10) }
}

/** Cancels the newest draft, so that the next one has its posts; answers how many entries it had. */
const cancelled = async (desk: Desk, { slug }: Newsletter): Promise<number> => {
  const [drafted] = await desk.digests.latest(slug, 1)
  const content = drafted && (await desk.digests.content(drafted, drafted.revision))
  if (drafted?.status !== 'draft' || content === undefined)
    throw new Error(`Nothing was drafted: ${JSON.stringify(drafted)}`)
  await desk.control.cancel(drafted, { by: 'the benchmark', why: 'It was timed.' })
  return content.entries.length
}

const draftWith = async (counting: Meter, stored: number, rounds: number): Promise<Drafted> => {
  const many = await startManyProcesses({ pace: 'unlimited' })
  try {
    const newsletter = await seedBench(many.desk, 0, systemClock())
    await putUsedPosts(newsletter, stored)
    await wireTick()()
    const [body = ''] = await queuesOf(new SQSClient({})).take('Drafts')
    const request: DraftRequest = JSON.parse(body)
    const draft = wireDraftDigest()
    const before = counting.snapshot()
    await counting.call('draft-digest', () => invoke(draft, [body]))
    const { readUnits, dynamoRequests } = minus(counting.snapshot(), before)['drafting and approval']
    const unused = await cancelled(many.desk, newsletter)
    const times: number[] = []
    for (let round = 1; round <= WARM_UP + rounds; round += 1) {
      const began = performance.now()
      await invoke(draft, [JSON.stringify(again(request, round))])
      if (round > WARM_UP) times.push(performance.now() - began)
      const entries = await cancelled(many.desk, newsletter)
      if (entries !== unused) throw new Error(`A draft has ${entries} entries, and the first had ${unused}.`)
    }
    return { stored, unused, readUnits, requests: dynamoRequests, ms: median(times) }
  } finally {
    await many.stop()
  }
}

/** What drafting reads and how long it takes, with as many unused posts among fewer and more that were used. */
export const draftingPart = async (
  counting: Meter,
  sizes: readonly [number, number],
  rounds: number,
): Promise<Part> => {
  const few = await draftWith(counting, sizes[0], rounds)
  const many = await draftWith(counting, sizes[1], rounds)
  const [reads, time] = [many.readUnits / few.readUnits, many.ms / few.ms]
  const against = `at ${figure(many.stored)} stored posts against ${figure(few.stored)}`
  return {
    title: 'Drafting',
    found: [
      `The sample’s unused posts, beside posts that earlier digests used. Read units are counted at the SDK; the time is the median of ${rounds} drafts of the same posts, one after the other.`,
      {
        columns: ['used posts stored', 'entries drafted', 'read units', 'requests', 'time in ms'],
        rows: [few, many].map(({ stored, unused, readUnits, requests, ms }) => [
          stored,
          unused,
          readUnits,
          requests,
          ms,
        ]),
      },
    ],
    bounds: [
      {
        what: `read units of drafting ${against}`,
        limit: `≤ ${MOST_READ_RATIO} ×`,
        measured: `${figure(reads)} × (${figure(many.readUnits)} units)`,
        holds: reads <= MOST_READ_RATIO,
        because: 'drafting reads more than what waits',
      },
      {
        what: `time of drafting ${against}`,
        limit: `≤ ${MOST_TIME_RATIO} ×`,
        measured: `${figure(time)} × (${figure(many.ms)} ms)`,
        holds: time <= MOST_TIME_RATIO,
        because: 'drafting takes longer among more posts',
      },
    ],
  }
}
