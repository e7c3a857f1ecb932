import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Busy } from './busy.ts'
import { DEFAULT_PORT } from './default-port.ts'

const USAGE = `npm start [-- --fresh] [--desk] [--fast] [--port PORT]   run Gazette with its sample newsletter
npm start -- --once --out DIR [FILE…]            send the digests of saved archive pages into DIR, and stop
npm start -- --once --replay --out DIR FILE…     the same as of the weeks in which the posts appeared

  --fresh   forget what earlier starts kept in .gazette/
  --desk    leave the sample's first digest to you, at the desk
  --fast    send without keeping to one SES call a second
  --port    the web pages' port (${DEFAULT_PORT}); the inbox, the emulators and the sign-in take the five after it`

const DATA_DIR = resolve('.gazette')

const say = (line: string): void => console.log(line)
const complain = (line: string): void => console.error(line)

const options = () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      once: { type: 'boolean', default: false },
      out: { type: 'string' },
      replay: { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      desk: { type: 'boolean', default: false },
      fast: { type: 'boolean', default: false },
      port: { type: 'string', default: String(DEFAULT_PORT) },
      help: { type: 'boolean', default: false },
    },
  })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_530)
    throw new TypeError(`--port ${values.port} is not a port`)
  if (values.once !== (values.out !== undefined)) throw new TypeError('--once and --out DIR go together')
  if (!values.once && positionals.length > 0) throw new TypeError('Files need --once --out DIR')
  if (values.replay && positionals.length === 0) throw new TypeError('--replay needs files')
  return { ...values, port, files: positionals }
}

const main = async (): Promise<number> => {
  let given: ReturnType<typeof options>
  try {
    given = options()
  } catch (error) {
    complain(`${error instanceof Error ? error.message : error}\n\n${USAGE}`)
    return 2
  }
  if (given.help) {
    say(USAGE)
    return 0
  }
  // Loaded only now: the emulators and the CDK take two seconds, which a wrong option need not wait for.
  if (given.out !== undefined) {
    const { runOnce } = await import('./once.ts')
    return (await runOnce({ out: given.out, files: given.files, replay: given.replay, say, complain }))
      ? 0
      : 1
  }
  const { stayUp } = await import('./stay-up.ts')
  const { port, fast, fresh, desk } = given
  await stayUp({ dataDir: DATA_DIR, port, fast, fresh, desk, say })
  return 0
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    complain(
      error instanceof Busy
        ? error.message
        : error instanceof Error
          ? (error.stack ?? error.message)
          : String(error),
    )
    process.exit(1)
  },
)
