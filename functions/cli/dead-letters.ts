import { parseArgs } from 'node:util'
import type { Command } from './command.ts'
import { utc } from './when.ts'

const usage = `gazette dead-letters [--json]

Lists for each queue the messages on which its worker gave up. They are kept for 14 days.

  --json   print one JSON document per queue, each on one line`

const options = { json: { type: 'boolean', default: false } } as const

export const deadLetters: Command = {
  name: 'dead-letters',
  summary: 'list the messages on which workers gave up',
  usage,
  async run(args, { out, connect }) {
    const { values } = parseArgs({ args: [...args], options })
    const desk = await connect()
    for (const { queue, count, oldest } of await desk.deadLetters.list()) {
      if (values.json) out(JSON.stringify({ queue, count, oldest: oldest ?? null }))
      else out(`${queue}: ${count}${oldest === undefined ? '' : `, the oldest seen of ${utc(oldest)}`}`)
    }
    return 0
  },
}
