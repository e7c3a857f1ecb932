import { renameSync, writeFileSync } from 'node:fs'

/** Writes a file so that a kill leaves either the old or the new one, never half of it. */
export const writeWhole = (path: string, text: string): void => {
  const draft = `${path}.draft`
  writeFileSync(draft, text)
  renameSync(draft, path)
}
