import { expect, test } from 'vitest'
import { bulk, entry, setUp, temporaryFolder } from '#tests/infra/local/ses/harness.ts'
import { kill, startProcess } from '#tests/infra/local/ses/start-process.ts'
import { clientTo } from '#tests/support/ses.ts'

const ENTRIES = 100_000
const CALL = 50
const HEAP = ['--max-old-space-size=96']
/** With this, what is accepted is larger than the heap by half. */
const DATA = JSON.stringify({ name: 'x'.repeat(1_500) })

const countAccepted = async (url: string): Promise<number> => {
  const ids = new Set<string>()
  const lines = await (await fetch(`${url}/_simulator/accepted`)).text()
  for (const [, id] of lines.matchAll(/"messageId":"([^"]+)"/g)) if (id !== undefined) ids.add(id)
  return ids.size
}

test('the SES simulator keeps 100,000 accepted mails in a heap that cannot hold them, and after kill -9', async () => {
  const dataDir = temporaryFolder()
  const first = await startProcess(dataDir, ['--max-send-rate', String(ENTRIES)], HEAP)
  const client = clientTo(first.url)
  await setUp(client)
  const own = { ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData: DATA } } }
  for (let sent = 0; sent < ENTRIES; sent += CALL)
    await client.send(
      bulk(Array.from({ length: CALL }, (_one, place) => entry(`reader-${sent + place}@example.com`, own))),
    )
  expect(await countAccepted(first.url)).toBe(ENTRIES)
  await kill(first.child)

  const second = await startProcess(dataDir, [], HEAP)
  await fetch(`${second.url}/_simulator/idle`)
  expect(await countAccepted(second.url)).toBe(ENTRIES)
  expect((await fetch(`${second.url}/?q=reader-99999@`)).status).toBe(200)
})
