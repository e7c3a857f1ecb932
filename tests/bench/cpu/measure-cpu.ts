import * as z from 'zod'
import { type GazetteProcess, startProgram, until } from '#tests/support/gazette-process.ts'
import { simulatorAt } from '#tests/support/simulator-at.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const Simulator = z.object({ url: z.url() })
const Measured = z.object({
  measured: z.record(z.string(), z.array(z.number())),
  bytes: z.object({ html: z.number(), text: z.number() }),
})
/** Microseconds of CPU a reader, each way, a list of rounds. */
export type Measured = z.infer<typeof Measured>

const START_SECONDS = 60
const SENDER_SECONDS = 900

const firstLine = ({ output }: GazetteProcess): string | undefined =>
  output().includes('\n') ? output().slice(0, output().indexOf('\n')) : undefined

/** The first line of a process; fails when it ends before. */
const said = (process: GazetteProcess, seconds: number): Promise<string> =>
  Promise.race([
    until(() => firstLine(process), seconds),
    process.ended.then(() => {
      const line = firstLine(process)
      if (line === undefined) throw new Error(`It ended and said nothing: ${process.errors()}`)
      return line
    }),
  ])

/** Runs the sender as a process of its own against a simulator that is another. */
export const measureCpu = async (rounds: number): Promise<Measured> => {
  const folder = temporaryFolder()
  const simulator = startProgram('infra/local/ses/main.ts', folder.path, ['--data', folder.path])
  try {
    const { url } = Simulator.parse(JSON.parse(await said(simulator, START_SECONDS)))
    await simulatorAt(url).setAccount({ maxSendRate: 1_000_000, max24HourSend: -1 })
    const args = ['--ses', url, '--rounds', String(rounds)]
    const sender = startProgram('tests/bench/cpu/sender-main.ts', folder.path, args, ['--expose-gc'])
    return Measured.parse(JSON.parse(await said(sender, SENDER_SECONDS)))
  } finally {
    simulator.child.kill('SIGTERM')
    await simulator.ended
    folder.remove()
  }
}
