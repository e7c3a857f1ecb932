import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  CreateEmailIdentityCommand,
  GetAccountCommand,
  GetEmailTemplateCommand,
  PutSuppressedDestinationCommand,
} from '@aws-sdk/client-sesv2'
import { expect, test } from 'vitest'
import { startSesSimulator } from '#infra/local/ses/simulator.ts'
import { clientTo } from '#tests/support/ses.ts'
import { bareSes, bulk, readers, readySes, setUp, statusesOf, temporaryFolder } from './harness.ts'
import { documented } from './sources/documented.ts'
import { startProcess } from './start-process.ts'

test('every answered mail survives kill -9 of the process', { timeout: 30_000 }, async () => {
  const dataDir = temporaryFolder()
  const { child, url } = await startProcess(dataDir)
  const client = clientTo(url)
  await setUp(client)
  let answered = 0
  const gone = new Promise((resolve) => child.once('exit', resolve))
  const sending = Array.from({ length: 4 }, async (_one, lane) => {
    for (let call = 0; call < 50; call++) {
      const statuses = await statusesOf(client, bulk(readers(2, (lane * 50 + call) * 2))).catch(
        () => undefined,
      )
      if (!statuses) return
      answered += statuses.filter((status) => status === 'SUCCESS').length
      if (answered > 60) child.kill('SIGKILL')
    }
  })
  await Promise.all([...sending, gone])
  const { simulator } = await bareSes({ dataDir })
  const accepted = simulator.accepted()
  expect(accepted.length).toBeGreaterThanOrEqual(answered)
  expect(new Set(accepted.map((mail) => mail.messageId)).size).toBe(accepted.length)
  expect(simulator.message(accepted.at(-1)?.messageId ?? '').html).toBe('<p>Hello Ada</p>')
})

test('a last line that a kill left torn is cut off', async () => {
  const dataDir = temporaryFolder()
  const first = await readySes({ dataDir })
  await first.client.send(bulk(readers(2)))
  await first.simulator.stop()
  appendFileSync(join(dataDir, 'accepted.jsonl'), '{"time":17000000')
  const second = await bareSes({ dataDir })
  expect(second.simulator.accepted()).toHaveLength(2)
  await second.client.send(bulk(readers(1)))
  await second.simulator.stop()
  expect((await bareSes({ dataDir })).simulator.accepted()).toHaveLength(3)
})

test('templates, identities, configuration sets, suppressions, switches and counts survive a restart', async () => {
  const dataDir = temporaryFolder()
  const first = await readySes({ dataDir, account: { maxSendRate: 9 } })
  await first.client.send(
    new PutSuppressedDestinationCommand({ EmailAddress: 'reader-0@example.com', Reason: 'BOUNCE' }),
  )
  await first.client.send(bulk(readers(3)))
  await first.simulator.stop()
  const { client, simulator, events } = await bareSes({ dataDir })
  expect(await client.send(new GetAccountCommand({}))).toMatchObject({
    SendQuota: { MaxSendRate: 9, SentLast24Hours: 3 },
  })
  expect(await client.send(new GetEmailTemplateCommand({ TemplateName: 'hello' }))).toMatchObject({
    TemplateContent: { Subject: 'Hello {{name}}' },
  })
  await client.send(bulk(readers(1)))
  await simulator.idle()
  expect(events.slice(-2).map((event) => event.eventType)).toEqual(['Send', 'Bounce'])
})

test(
  documented('at-least-once', 'events that were not published at the end are published after the next start'),
  async () => {
    const dataDir = temporaryFolder()
    const first = await readySes({ dataDir })
    first.simulator.setFaults([
      { match: { next: 1 }, fault: { kind: 'delay-event', ms: 3_600_000, event: 'Delivery' } },
    ])
    await first.client.send(bulk(readers(1)))
    await first.client.send(bulk(readers(1, 1)))
    await expect.poll(() => first.events.length).toBe(3)
    await first.simulator.stop()
    const second = await bareSes({ dataDir })
    await second.simulator.idle()
    const again = second.events.map((event) => `${event.eventType} ${event.mail.destination[0]}`)
    expect(again).toContain('Delivery reader-0@example.com')
    expect(again.filter((event) => event.endsWith('reader-1@example.com'))).toEqual([])
  },
)

test('a busy port is an error that names the port, and leaves the files alone', async () => {
  const dataDir = temporaryFolder()
  const { simulator, client } = await bareSes({ dataDir })
  await expect(startSesSimulator({ dataDir, port: simulator.port })).rejects.toThrow(String(simulator.port))
  await client.send(new CreateEmailIdentityCommand({ EmailIdentity: 'example.org' }))
})
