import { afterAll, describe, expect, test } from 'vitest'
import { aFolder, freePorts, startGazette, until } from '#tests/support/gazette-process.ts'

const LARGEST_BATCH = 50
const WORKERS = 10

describe('kill -9 in the middle of a send', () => {
  const folder = aFolder()
  afterAll(() => folder.remove())

  test('after the next start every reader is mailed once or named uncertain', async () => {
    const port = await freePorts()
    const inbox = `http://127.0.0.1:${port + 1}`
    const accepted = async (): Promise<{ to: string[] }[]> => {
      const lines = (await (await fetch(`${inbox}/_simulator/accepted`)).text()).trim()
      return lines === '' ? [] : lines.split('\n').map((line) => JSON.parse(line))
    }

    const first = startGazette(folder.path, '--port', String(port))
    await until(() => fetch(`${inbox}/_simulator/accepted`), 20)
    // Calls hang after SES accepted: the kill then falls into a call whose answer nobody heard.
    const faults = [
      { operation: 'SendBulkEmail', match: { every: 2 }, fault: { kind: 'fail-after-accept', how: 'hang' } },
    ]
    await fetch(`${inbox}/_simulator/faults`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(faults),
    })
    await until(async () => (await accepted()).length > LARGEST_BATCH || undefined, 30)
    first.child.kill('SIGKILL')
    await first.ended
    expect(first.output()).not.toMatch(/ accepted,/)

    const second = startGazette(folder.path, '--port', String(port))
    const told = await until(
      () => / (\d+) accepted,.* (\d+) uncertain/.exec(second.output()) ?? undefined,
      80,
    )
    const recipients = (await accepted()).flatMap(({ to }) => to)
    second.child.kill('SIGINT')
    expect(await second.ended).toBe(0)

    expect(new Set(recipients).size).toBe(recipients.length)
    const [, acceptedCount, uncertainCount] = told.map(Number)
    expect(Number(acceptedCount) + Number(uncertainCount)).toBe(176)
    expect(recipients.length).toBeGreaterThanOrEqual(Number(acceptedCount))
    expect(Number(uncertainCount)).toBeLessThanOrEqual(LARGEST_BATCH * WORKERS)
  })
})
