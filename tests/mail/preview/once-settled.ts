import { watch } from 'node:fs'

// An editor that saves writes a file in several steps, and often several files.
const SETTLED_MS = 60

/** Calls each time after something in a folder changed; returns how to end that. */
export const onceSettled = (folder: string, call: () => void): (() => void) => {
  let timer: NodeJS.Timeout | undefined
  const watcher = watch(folder, { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(call, SETTLED_MS)
  })
  return () => {
    clearTimeout(timer)
    watcher.close()
  }
}
