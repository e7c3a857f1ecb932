import { expect, onTestFailed, onTestFinished, test } from 'vitest'
import { digestKey } from '#functions/core/digest-key.ts'
import { until } from '#tests/support/gazette-process.ts'
import { approveDraft, seedLargeNewsletter } from '#tests/support/large-newsletter.ts'
import { startManyProcesses } from '#tests/support/many-processes.ts'
import { expectPromiseKept } from '#tests/support/sending-promise.ts'

test('emulators, SES and two workers in processes of their own send a digest, from the bundles', async () => {
  const many = await startManyProcesses({}, 'bundles')
  onTestFinished(many.stop)
  onTestFailed(() => console.error(many.errors()))
  const { desk, simulator } = many
  const { newsletter, readers } = await seedLargeNewsletter(desk, 120)
  const workers = [many.startWorker(), many.startWorker()]
  const ref = await approveDraft(desk, newsletter)
  const digest = await until(async () => {
    const now = await desk.digests.get(ref)
    return now?.status === 'sent' ? now : undefined
  }, 60)
  expect(digest.totals).toMatchObject({ audience: readers.length, accepted: readers.length })
  const accepted = async () =>
    (await simulator.accepted()).filter(({ tags }) => tags.digest === digestKey(digest))
  await expectPromiseKept({ desk, accepted }, digest)

  for (const worker of workers) {
    const { child, ended } = await worker.up()
    child.kill('SIGTERM')
    expect(await ended, 'a worker ends its work when it is told to stop').toBe(0)
  }
})
