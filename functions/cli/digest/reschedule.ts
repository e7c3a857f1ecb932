import { parseArgs } from 'node:util'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { LocalTime } from '#functions/core/newsletter.ts'
import { type Command, WrongUsage } from '../command.ts'
import { due } from '../due.ts'
import { ACTS, actorOf, HELP_ACTS, keyFirst } from './act-options.ts'
import { chooseDigest } from './choose-digest.ts'

const usage = `gazette digest reschedule [DIGEST] TIME --as PERSON --why TEXT [--newsletter N]

Gives a digest another time, and whoever must approve it another deadline. It keeps its date as its name.

  DIGEST         its key; by default the only one that can be rescheduled
  TIME           on the clocks of the newsletter’s zone, or on each reader’s own where it goes by these: 2026-11-24T18:30
${HELP_ACTS}`

const MOVABLE = ['draft', 'held', 'approved']
const WANTED = { can: 'rescheduled', fits: ({ status }: Digest) => MOVABLE.includes(status) }

export const reschedule: Command = {
  name: 'digest reschedule',
  summary: 'give a digest another time',
  usage,
  async run(args, context) {
    const { values, positionals } = parseArgs({ args: [...args], options: ACTS, allowPositionals: true })
    const actor = actorOf(values)
    const { key, rest } = keyFirst(positionals)
    const time = LocalTime.safeParse(rest[0])
    if (!time.success || rest.length > 1) throw new WrongUsage('Say when, such as 2026-11-24T18:30.')
    const given = { key, newsletter: values.newsletter }
    const { desk, newsletter, digest } = await chooseDigest(context, given, WANTED)
    const after = await desk.reschedule(digest, time.data, actor)
    context.out(`${digestKey(digest)} is now due ${due(after, newsletter.zone)}.`)
    return 0
  },
}
