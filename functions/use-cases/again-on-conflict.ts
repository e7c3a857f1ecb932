import { Conflict } from '#functions/core/errors.ts'

const MOST_TRIES = 5

/** Reads and writes again when somebody else changed the row in between, a few times. */
export const againOnConflict = async <T>(readAndWrite: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries += 1)
    try {
      return await readAndWrite()
    } catch (error) {
      if (!(error instanceof Conflict) || tries === MOST_TRIES) throw error
    }
}
