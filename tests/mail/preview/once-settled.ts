import { readdirSync, watch } from 'node:fs'
import { join } from 'node:path'

// An editor that saves writes a file in several steps, and often several files.
const SETTLED_MS = 60

const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((one) => one.isDirectory())
    .map((one) => join(one.parentPath, one.name))

/** Calls each time after something in a folder changed, or in one that stood in it; returns how to end that. */
export const onceSettled = (folder: string, call: () => void): (() => void) => {
  let timer: NodeJS.Timeout | undefined
  const onChange = (): void => {
    clearTimeout(timer)
    timer = setTimeout(call, SETTLED_MS)
  }
  // Not `recursive`: on Linux that loses a file which an editor replaced by a new one of its name.
  const watchers = [folder, ...foldersIn(folder)].map((one) => watch(one, onChange))
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}
