import type { Fault } from '#functions/core/checked-mail.ts'
import type { VariantParts } from '#functions/core/edition.ts'
import type { Gallery } from './gallery.ts'
import type { Wanted } from './wanted.ts'
import { wordsOfError } from './words-of-error.ts'

/** A fixture with its mail, or the words for why there is none. */
export type Hung = { readonly name: string } & (
  | { readonly mail: VariantParts; readonly faults: readonly Fault[] }
  | { readonly problem: string }
)

export interface Hanging {
  /** Whoever some fixture has. */
  readonly readers: readonly string[]
  readonly hung: readonly Hung[]
  /** Why nothing hangs at all. */
  readonly problem?: string
}

/** The fixtures that are wanted, as the reader who is wanted gets them. A template that does not render is no reason to stop. */
export const hangAll = async (open: () => Gallery, { name, reader }: Wanted): Promise<Hanging> => {
  try {
    const gallery = open()
    const wanted = gallery.fixtures.filter((one) => one.name.toLowerCase().includes(name.toLowerCase()))
    const hung = wanted.map((fixture) =>
      gallery.checked(fixture, reader).then(
        (checked) => ({ name: fixture.name, ...checked }),
        (error) => ({ name: fixture.name, problem: wordsOfError(error) }),
      ),
    )
    const readers = new Set(gallery.fixtures.flatMap((fixture) => Object.keys(fixture.readers)))
    return { readers: [...readers], hung: await Promise.all(hung) }
  } catch (error) {
    return { readers: [reader], hung: [], problem: wordsOfError(error) }
  }
}
