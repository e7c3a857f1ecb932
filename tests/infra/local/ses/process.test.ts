import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { GetAccountCommand } from '@aws-sdk/client-sesv2'
import { expect, test } from 'vitest'
import { clientTo } from '#tests/support/ses.ts'
import { bulk, control, readers, setUp, temporaryFolder } from './harness.ts'
import { kill, startProcess } from './start-process.ts'
import { startTopicServer } from './topic-server.ts'

const acceptedBy = async (url: string): Promise<{ messageId: string }[]> => {
  const lines = await (await fetch(`${url}/_simulator/accepted`)).text()
  return lines
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}
const quotaOf = async (url: string) => (await clientTo(url).send(new GetAccountCommand({}))).SendQuota

test('as a process of its own it takes faults over HTTP, writes before it answers, and goes on after kill -9', {
  timeout: 30_000,
}, async () => {
  const dataDir = temporaryFolder()
  const topic = await startTopicServer()
  topic.away = true
  const place = ['--sns-endpoint', topic.url]
  const limits = ['--max-send-rate', '70', '--max-24-hour-send', '1234']
  const first = await startProcess(dataDir, [...place, ...limits])
  const client = clientTo(first.url)
  await setUp(client)
  expect(await quotaOf(first.url)).toEqual({ MaxSendRate: 70, Max24HourSend: 1234, SentLast24Hours: 0 })
  const another = expect(startProcess(dataDir)).rejects.toThrow('Another Gazette is using')

  await control(first.url, 'PUT', '/faults', [
    { match: { next: 1 }, fault: { kind: 'fail-after-accept', how: 'reset' } },
  ])
  await expect(client.send(bulk(readers(2)))).rejects.toThrow()
  for (let call = 1; call <= 3; call++) {
    const { BulkEmailEntryResults = [] } = await client.send(bulk(readers(2, call * 2)))
    const onDisk = readFileSync(join(dataDir, 'accepted.jsonl'), 'utf8')
    for (const { MessageId } of BulkEmailEntryResults) expect(onDisk).toContain(MessageId)
  }
  await another
  const before = await acceptedBy(first.url)
  expect(before).toHaveLength(8)
  expect(topic.messages).toEqual([])
  await kill(first.child)

  topic.away = false
  const second = await startProcess(dataDir, place)
  await fetch(`${second.url}/_simulator/idle`)
  expect(await acceptedBy(second.url)).toEqual(before)
  const told = topic.messages.map((message) => JSON.parse(message))
  expect(told.map(({ eventType, mail }) => `${eventType} ${mail.messageId}`).sort()).toEqual(
    ['Delivery', 'Send'].flatMap((type) => before.map(({ messageId }) => `${type} ${messageId}`)).sort(),
  )
  expect(await quotaOf(second.url)).toEqual({ MaxSendRate: 70, Max24HourSend: 1234, SentLast24Hours: 8 })
  await clientTo(second.url).send(bulk(readers(1, 8)))
  expect(await acceptedBy(second.url)).toHaveLength(9)
})
