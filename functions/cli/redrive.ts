import { parseArgs } from 'node:util'
import { type Command, WrongUsage } from './command.ts'
import { counted } from './counted.ts'
import { AS, HELP_AS, onlyOne, personOf } from './digest/act-options.ts'

const usage = `gazette dead-letters redrive [QUEUE] --as PERSON

Gives the messages on which a worker gave up back to it, once what stopped it is mended.

  QUEUE    a part of the queue’s name that no other has, such as batches; by default all queues
${HELP_AS}; it is kept with what you do`

export const redrive: Command = {
  name: 'dead-letters redrive',
  summary: 'give them back to their workers',
  usage,
  async run(args, { out, connect }) {
    const { values, positionals } = parseArgs({ args: [...args], options: AS, allowPositionals: true })
    const by = personOf(values)
    const part = onlyOne(positionals, 'queue')?.toLowerCase()
    const desk = await connect()
    const all = await desk.deadLetters.list()
    const named = all.filter(({ queue }) => part === undefined || queue.toLowerCase().includes(part))
    if (part !== undefined && named.length !== 1)
      throw new WrongUsage(
        `${named.length === 0 ? 'No queue has' : 'Several queues have'} ${part} in the name. There is: ${all.map(({ queue }) => queue).join(', ')}.`,
      )
    for (const { queue, count } of named)
      if (count > 0 || part !== undefined)
        out(`${queue}: ${counted(await desk.redrive(queue, by), 'message')} moved back.`)
    if (part === undefined && all.every(({ count }) => count === 0)) out('There are no dead letters.')
    return 0
  },
}
