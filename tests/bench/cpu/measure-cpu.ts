import * as z from 'zod'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { startProgram } from '../program.ts'
import { setAccount } from '../set-account.ts'

const Simulator = z.object({ url: z.url() })
const Measured = z.object({
  measured: z.record(z.string(), z.array(z.number())),
  bytes: z.object({ html: z.number(), text: z.number() }),
})
/** Microseconds of CPU a reader, each way, a list of rounds. */
export type Measured = z.infer<typeof Measured>

/** Runs the sender as a process of its own against a simulator that is another. */
export const measureCpu = async (rounds: number): Promise<Measured> => {
  const folder = temporaryFolder()
  const simulator = startProgram('infra/local/ses/main.ts', ['--data', folder.path])
  try {
    const { url } = Simulator.parse(JSON.parse(await simulator.firstLine))
    await setAccount(url, { maxSendRate: 1_000_000, max24HourSend: -1 })
    const args = ['--ses', url, '--rounds', String(rounds)]
    const sender = startProgram('tests/bench/cpu/sender-main.ts', args, ['--expose-gc'])
    return Measured.parse(JSON.parse(await sender.firstLine))
  } finally {
    await simulator.stop()
    folder.remove()
  }
}
