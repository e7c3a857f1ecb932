import { resolve } from 'node:path'
import { gazette } from '#functions/cli/gazette.ts'
import { Busy } from './busy.ts'
import type { Connection } from './connect.ts'

const DATA_DIR = resolve('.gazette')

/** How long a command waits for a worker. */
const PATIENCE_MS = 60_000

/** Whoever read standard output, such as `head`, has had enough. */
let isEnough = false
process.stdout.on('error', () => {
  isEnough = true
})

const main = async (): Promise<number> => {
  let connection: Connection | undefined
  let until: number | undefined
  const out = (line: string): void => {
    if (isEnough) throw new Error('Nobody reads standard output.')
    console.log(line)
  }
  const err = (line: string): void => console.error(line)
  try {
    return await gazette(process.argv.slice(2), {
      out,
      err,
      async connect() {
        // Loaded only now: the emulators and the CDK take two seconds, which a command that reads files need not wait for.
        const { connect } = await import('./connect.ts')
        connection ??= await connect(DATA_DIR, err)
        return connection.desk
      },
      async wait() {
        until ??= Date.now() + PATIENCE_MS
        await connection?.wait()
        return Date.now() < until
      },
    })
  } finally {
    await connection?.close()
  }
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.exitCode = 1
    if (isEnough) return
    console.error(
      error instanceof Busy ? error.message : error instanceof Error ? error.stack : String(error),
    )
  },
)
