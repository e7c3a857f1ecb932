import { parseArgs } from 'node:util'
import type { Command } from '../command.ts'
import { actorOf, HELP_WHY, WHY } from '../digest/act-options.ts'
import { describeReader } from './describe-reader.ts'
import { helpReader, readerIn } from './reader-command.ts'

const usage = `gazette reader READER --as PERSON --why TEXT [--json]

Shows what is kept of a reader: choices, consent with its history, suppression; never the address. That you looked is kept before
anything is shown.

${helpReader(true)}
${HELP_WHY}
  --json         print it as JSON, on one line`

const options = { ...WHY, json: { type: 'boolean', default: false } } as const

export const look: Command = {
  name: 'reader',
  summary: 'show what is kept of a reader',
  usage,
  async run(args, { out, connect }) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const who = readerIn(positionals)
    const actor = actorOf(values)
    const desk = await connect()
    const record = await desk.lookAtReader(who, actor)
    out(values.json ? JSON.stringify({ asked: who, ...record }) : describeReader(record))
    return 0
  },
}
