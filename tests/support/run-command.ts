import { gazette } from '#functions/cli/gazette.ts'
import type { Desk } from '#functions/wiring/desk.ts'

export interface Ran {
  readonly code: number
  readonly out: string[]
  readonly err: string[]
}

/** Runs a command as the program does, on a desk or, for one that only reads files, on none. One that waits for workers lets `wait` pass, and without it has no patience. */
export const runCommand = async (
  args: readonly string[],
  desk?: Desk,
  wait?: () => Promise<unknown>,
): Promise<Ran> => {
  const out: string[] = []
  const err: string[] = []
  const code = await gazette(args, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    connect: async () => {
      if (desk === undefined) throw new Error('This command opened the store.')
      return desk
    },
    wait: async () => {
      await wait?.()
      return wait !== undefined
    },
  })
  return { code, out, err }
}
