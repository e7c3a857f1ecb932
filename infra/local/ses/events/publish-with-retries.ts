import { setTimeout as sleep } from 'node:timers/promises'

const ATTEMPTS = 5
const FIRST_WAIT_MS = 50

/** A topic that is away for a moment costs no event; one that stays away gets it after the next start. */
export const publishWithRetries = async (
  publish: () => Promise<void>,
  stopped: () => boolean,
): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    if (stopped()) throw new Error('The simulator stopped')
    try {
      return await publish()
    } catch (error) {
      if (attempt === ATTEMPTS) throw error
      await sleep(FIRST_WAIT_MS * 2 ** (attempt - 1))
    }
  }
}
