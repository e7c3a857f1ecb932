import { parseArgs } from 'node:util'
import type { StaffMember } from '#functions/core/staff.ts'
import { type Command, WrongUsage } from './command.ts'
import { actorOf, HELP_WHY, WHY } from './digest/act-options.ts'

const usage = `gazette staff sign-out PERSON --as PERSON --why TEXT

Ends all sessions that somebody has at the desk, at once. They can sign in again while the identity provider lets them: to shut
somebody out, take them out of its groups first.

  PERSON   their id, or their name as gazette staff writes it
${HELP_WHY}`

/** Whom an id, or else a name, stands for. */
const chosen = (all: readonly StaffMember[], who: string): StaffMember => {
  const named = all.filter(({ name }) => name === who)
  const found = all.find(({ id }) => id === who) ?? named[0]
  if (found === undefined) throw new WrongUsage(`Nobody called ${who} ever signed in. See gazette staff.`)
  if (found.id !== who && named.length > 1)
    throw new WrongUsage(
      `${who} is the name of several: say whose id. ${named.map(({ id }) => id).join(', ')}`,
    )
  return found
}

export const staffSignOut: Command = {
  name: 'staff sign-out',
  summary: 'end somebody’s sessions at the desk',
  usage,
  async run(args, { out, connect }) {
    const { values, positionals } = parseArgs({ args: [...args], options: WHY, allowPositionals: true })
    const [who, ...others] = positionals
    if (who === undefined || others.length > 0) throw new WrongUsage('Name one person.')
    const actor = actorOf(values)
    const desk = await connect()
    const { id, name } = chosen(await desk.staff.all(), who)
    await desk.endSessions(id, actor)
    out(`${name} (${id}) is signed out everywhere.`)
    return 0
  },
}
