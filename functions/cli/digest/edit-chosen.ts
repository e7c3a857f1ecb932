import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import type { AskedEdit } from '#functions/use-cases/edit-digest.ts'
import { type Context, WrongUsage } from '../command.ts'
import { chooseDigest, type Given } from './choose-digest.ts'

const EDITABLE = ['draft', 'held', 'approved']
const WANTED = { can: 'edited', fits: ({ status }: Digest) => EDITABLE.includes(status) }

/** Edits the digest that was named, or the only draft, and says what that makes of it. */
export const editChosen = async (
  context: Context,
  given: Given,
  by: string,
  edits: readonly AskedEdit[],
): Promise<number> => {
  if (edits.length === 0) throw new WrongUsage('Say what to change.')
  const { desk, digest } = await chooseDigest(context, given, WANTED)
  const after = await desk.editDigest(digest, { by }, edits)
  const isVoid = digest.approval !== undefined && after.digest.approval === undefined
  const again = isVoid ? ' Its approval is void: it has to be approved again.' : ''
  context.out(
    `${digestKey(digest)} is at revision ${after.digest.revision}, with ${after.content.entries.length} entries.${again}`,
  )
  return 0
}
