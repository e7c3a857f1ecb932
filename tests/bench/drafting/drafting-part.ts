import { SQSClient } from '@aws-sdk/client-sqs'
import { postKey } from '#functions/adapters/dynamodb/content-keys.ts'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import { plusDays, plusSeconds } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { dynamoClient } from '#functions/wiring/clients.ts'
import { systemClock } from '#functions/wiring/clock.ts'
import { wireDraftDigest } from '#functions/wiring/draft-digest.ts'
import { readDeskEnv } from '#functions/wiring/env.ts'
import { wireTick } from '#functions/wiring/tick.ts'
import { aPost } from '#tests/support/builders.ts'
import { startManyProcesses } from '#tests/support/many-processes.ts'
import { invoke, queuesOf } from '../counts/lambda.ts'
import { type Meter, minus } from '../counts/meter.ts'
import { seedBench } from '../counts/seed-bench.ts'
import { figure, type Part } from '../report.ts'

const MOST_RATIO = 1.05

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
  readonly readUnits: number
  readonly requests: number
  readonly cpuMs: number
}

const draftWith = async (counting: Meter, stored: number): Promise<Drafted> => {
  const many = await startManyProcesses({ pace: 'unlimited' })
  try {
    const newsletter = await seedBench(many.desk, 0, systemClock())
    await putUsedPosts(newsletter, stored)
    await wireTick()()
    const bodies = await queuesOf(new SQSClient({})).take('Drafts')
    const draft = wireDraftDigest()
    const before = counting.snapshot()
    await counting.call('draft-digest', () => invoke(draft, bodies))
    const { readUnits, dynamoRequests, cpuMs } = minus(counting.snapshot(), before)['drafting and approval']
    const [drafted] = await many.desk.digests.latest(newsletter.slug, 1)
    if (drafted?.status !== 'draft') throw new Error(`Nothing was drafted: ${JSON.stringify(drafted)}`)
    return { stored, readUnits, requests: dynamoRequests, cpuMs }
  } finally {
    await many.stop()
  }
}

/** What drafting reads, with as many unused posts among fewer and more that were used. */
export const draftingPart = async (counting: Meter, sizes: readonly [number, number]): Promise<Part> => {
  const [few, many] = [await draftWith(counting, sizes[0]), await draftWith(counting, sizes[1])]
  const ratio = many.readUnits / few.readUnits
  return {
    title: 'Drafting',
    found: [
      'The sample’s unused posts, beside posts that earlier digests used. Counted at the SDK as above.',
      {
        columns: ['used posts stored', 'read units', 'requests', 'CPU in ms'],
        rows: [few, many].map(({ stored, readUnits, requests, cpuMs }) => [
          stored,
          readUnits,
          requests,
          cpuMs,
        ]),
      },
    ],
    bounds: [
      {
        what: `read units of drafting at ${figure(many.stored)} stored posts against ${figure(few.stored)}`,
        limit: `≤ ${MOST_RATIO} ×`,
        measured: `${figure(ratio)} × (${figure(many.readUnits)} units)`,
        holds: ratio <= MOST_RATIO,
        because: 'drafting reads more than what waits',
      },
    ],
  }
}
