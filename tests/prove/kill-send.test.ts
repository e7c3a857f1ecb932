import { expect, onTestFailed, onTestFinished, test } from 'vitest'
import { digestKey } from '#functions/core/digest-key.ts'
import { addUp } from '#functions/core/disposition.ts'
import { killWhileSending } from '#tests/support/kill-while-sending.ts'
import { approveDraft, seedLargeNewsletter } from '#tests/support/large-newsletter.ts'
import { startManyProcesses } from '#tests/support/many-processes.ts'
import { expectLedgerTrue } from '#tests/support/sending-promise.ts'

const READERS = 20_000
const BATCH = 50
const WORKERS = 3
const LEAST_KILLS = 8

/**
 * Leases are as short as a slow answer allows, so that what a kill held comes back soon; a worker whose call hangs
 * outlives its lease.
 */
const STAGE = {
  pace: 'measured',
  callTimeoutSeconds: 1,
  stepTimeoutSeconds: 1,
  uncertainSeconds: 8,
  closeEverySeconds: 2,
  feedbackWindowSeconds: 1,
} as const

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
  'workers and SES are killed again and again in a send with faults: nobody is mailed twice, nobody is lost (seed %i)',
  async (seed) => {
    const many = await startManyProcesses(STAGE)
    onTestFinished(many.stop)
    const trace: string[] = []
    onTestFailed(() => console.error([`seed ${seed}`, ...trace, many.errors()].join('\n')))

    const { desk, simulator } = many
    await simulator.setAccount({ maxSendRate: READERS })
    const { newsletter, readers } = await seedLargeNewsletter(desk, READERS)
    const workers = Array.from({ length: WORKERS }, () => many.startWorker())
    const ref = await approveDraft(desk, newsletter)
    const tell = (line: string) => trace.push(line)
    const { digest, kills, lostAnswers } = await killWhileSending(many, workers, ref, { seed, tell })
    expect(digest).toMatchObject({ status: 'sent', totals: { audience: READERS, waiting: 0 } })
    expect(kills, 'kills before all batches were handed out').toBeGreaterThanOrEqual(LEAST_KILLS)

    const accepted = async () =>
      (await simulator.accepted()).filter(({ tags }) => tags.digest === digestKey(digest))
    const standings = await expectLedgerTrue({ desk, accepted }, digest)
    const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id).sort()
    expect(ids(standings), 'everyone who was active is in the audience').toEqual(ids(readers))
    const now = addUp(0, standings)
    expect(now.uncertain).toBeLessThanOrEqual(BATCH * lostAnswers)
    // An event that came after the digest was closed settled one who was uncertain then.
    const settledLate = (digest.totals?.uncertain ?? 0) - now.uncertain
    expect(settledLate).toBeGreaterThanOrEqual(0)
    expect(digest.totals, 'the totals at the close').toEqual({
      ...now,
      accepted: now.accepted - settledLate,
      uncertain: now.uncertain + settledLate,
    })
  },
)
