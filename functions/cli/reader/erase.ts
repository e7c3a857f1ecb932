import { readerCommand } from './reader-command.ts'

const REMAINS = `What remains:
  A keyed fingerprint of each address, from which nobody can read it. It keeps imports from adding them again.
  Records of past sendings and of what admins did, with the fingerprint and no address.
  Backups of the database keep what was deleted for 35 days, then lose it.`

export const erase = readerCommand({
  name: 'erase',
  summary: 'erase all that is kept of a person',
  does: `Erases all that is kept of a person, on every newsletter and of their addresses before: for who asks for it and can get no mail with a
link any more. Make sure that it is they who ask. It cannot be undone.`,
  byId: true,
  async run(desk, who, actor) {
    const { reader } = await desk.eraseReader(who, actor)
    return `Reader ${reader} is erased. ${REMAINS}`
  },
})
