import { resolve } from 'node:path'
import { gazette } from '#functions/cli/gazette.ts'
import { Busy } from './busy.ts'
import type { Connection } from './connect.ts'

const DATA_DIR = resolve('.gazette')

const main = async (): Promise<number> => {
  let connection: Connection | undefined
  const out = (line: string): void => console.log(line)
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
    console.error(
      error instanceof Busy ? error.message : error instanceof Error ? error.stack : String(error),
    )
    process.exitCode = 1
  },
)
