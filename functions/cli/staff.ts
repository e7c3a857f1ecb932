import { parseArgs } from 'node:util'
import type { Grant } from '#functions/core/access.ts'
import type { Command } from './command.ts'
import { utc } from './when.ts'

const usage = `gazette staff [--json]

Lists who ever signed in at the desk, who did so last first: what they may do, when they signed in, and since when their sessions
count. What somebody may do is as their groups were when they signed in; the identity provider decides about groups.

  --json   print one JSON document per person, each on one line`

const options = { json: { type: 'boolean', default: false } } as const

const told = (grants: readonly Grant[]): string =>
  grants.length === 0
    ? 'no access'
    : grants
        .map(({ role, newsletter }) => `${role} of ${newsletter === '*' ? 'all newsletters' : newsletter}`)
        .join(', ')

export const staff: Command = {
  name: 'staff',
  summary: 'list who signed in at the desk',
  usage,
  async run(args, { out, connect }) {
    const { values } = parseArgs({ args: [...args], options })
    const desk = await connect()
    const all = await desk.staff.all()
    all.sort((one, other) => (one.signedInAt < other.signedInAt ? 1 : -1))
    for (const { id, name, grants, signedInAt, sessionsFrom } of all)
      out(
        values.json
          ? JSON.stringify({ id, name, grants, signedInAt, sessionsFrom })
          : `${name} (${id}): ${told(grants)}; signed in ${utc(signedInAt)}; sessions count since ${utc(sessionsFrom)}`,
      )
    if (all.length === 0 && !values.json) out('Nobody signed in yet.')
    return 0
  },
}
