import { normaliseAddress } from '#functions/core/address.ts'
import { Invalid } from '#functions/core/errors.ts'
import { ReaderId, readerIdOf } from '#functions/core/reader-id.ts'

/** A reader's id, as it stands or from their address. */
export const idOfReader =
  (deps: { pepper: () => Promise<string> }) =>
  async (who: string): Promise<string> => {
    if (ReaderId.safeParse(who).success) return who
    const normalised = normaliseAddress(who)
    if (normalised === undefined) throw new Invalid(`“${who}” is neither an address nor a reader’s id.`)
    return readerIdOf(await deps.pepper(), normalised)
  }
