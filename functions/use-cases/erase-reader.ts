import { normaliseAddress, spellingsOf } from '#functions/core/address.ts'
import { Conflict } from '#functions/core/errors.ts'
import type { Actor } from './act-on-digest.ts'
import { actOnReader } from './act-on-reader.ts'
import { type EraseDeps, erasePerson } from './erase-person.ts'
import { idOfReader } from './id-of-reader.ts'
import type { Acts } from './ports.ts'
import { rowsOf } from './rows-of.ts'

interface Deps extends EraseDeps {
  acts: Acts
  pepper: () => Promise<string>
}

/** Erases a person by an admin's word, for who can get no mail with a link any more. */
export const eraseReader =
  (deps: Deps) =>
  async (who: string, actor: Actor): Promise<{ readonly reader: string }> => {
    const reader = await idOfReader(deps)(who)
    const { movedTo } = (await rowsOf(deps, reader)).find((row) => row.movedTo !== undefined) ?? {}
    if (movedTo !== undefined)
      throw new Conflict(`They moved to another address: erase reader ${movedTo}, and this one goes with it.`)
    await actOnReader(deps, reader, 'erase', actor)
    const normalised = normaliseAddress(who)
    // Of an address without a row SES may know all the same.
    if (normalised !== undefined)
      for (const spelling of new Set(spellingsOf(who, normalised))) await deps.accountList.remove(spelling)
    await erasePerson(deps)(reader)
    return { reader }
  }
