const POLL_MS = 20

/**
 * Waits for moments of `Date.now()`. It polls, because a virtual clock may jump over a timer's due time.
 * `release` refuses all that still wait: their events are published after the next start.
 */
export const createHeldEvents = () => {
  const waiting = new Set<{ due: number; go: () => void; refuse: (reason: Error) => void }>()
  const timer = setInterval(() => {
    for (const one of waiting) {
      if (one.due > Date.now()) continue
      waiting.delete(one)
      one.go()
    }
  }, POLL_MS)
  timer.unref()
  return {
    until: (due: number) =>
      new Promise<void>((go, refuse) => {
        waiting.add({ due, go, refuse })
      }),
    release() {
      clearInterval(timer)
      for (const one of waiting) one.refuse(new Error('The simulator stopped'))
      waiting.clear()
    },
  }
}
