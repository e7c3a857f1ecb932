import fs from 'node:fs'
import { vi } from 'vitest'

/** Keeps the lines that handlers log from now on, and writes none of them. */
export const keepLogged = (): string[] => {
  const logged: string[] = []
  const write = fs.writeSync.bind(fs)
  vi.spyOn(fs, 'writeSync').mockImplementation(((fd: number, ...rest: [string]) => {
    if (fd !== 2) return write(fd, ...rest)
    logged.push(String(rest[0]))
    return Buffer.byteLength(rest[0])
  }) as typeof fs.writeSync)
  return logged
}
