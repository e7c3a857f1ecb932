import type { Desk } from '#functions/wiring/desk.ts'

/** Where a command writes. With `--json`, `out` gets JSON lines and nothing else; all that is said to people goes to `err`. */
export interface Output {
  out(line: string): void
  err(line: string): void
}

export interface Context extends Output {
  /** Opens the store; a command that only reads files never does. */
  connect(): Promise<Desk>
  /** Lets a moment pass in which workers work; false when that has gone on for too long. */
  wait(): Promise<boolean>
}

export interface Command {
  /** As it is called; may be two words. */
  readonly name: string
  /** What it does, in a few words. */
  readonly summary: string
  readonly usage: string
  /** Answers with the exit code. */
  run(args: readonly string[], context: Context): Promise<number>
}

/** The command was called in a way that it does not know; the message says what is wrong. Exit code 2. */
export class WrongUsage extends Error {
  override name = 'WrongUsage'
}
