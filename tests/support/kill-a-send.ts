import type { FaultRule } from '#infra/local/ses/faults/fault-rule.ts'
import { aFolder, freePorts, startGazette, until } from './gazette-process.ts'

/** Readers of the sample that a send without losses reaches. */
export const SAMPLE_ACTIVE = 176

export interface KilledSend {
  /** Everyone whom SES accepted a mail for, once a mail. */
  readonly recipients: readonly string[]
  readonly accepted: number
  readonly uncertain: number
}

/** Sends the sample's digest, kills the process with SIGKILL at a moment that `when` awaits, starts it again and reads what it tells at the end. */
export const killASend = async (
  faults: readonly FaultRule[],
  when: (acceptedCount: () => Promise<number>) => Promise<unknown>,
): Promise<KilledSend> => {
  const folder = aFolder()
  const port = await freePorts()
  const inbox = `http://127.0.0.1:${port + 1}/_simulator`
  const accepted = async (): Promise<{ to: string[] }[]> => {
    const lines = (await (await fetch(`${inbox}/accepted`)).text()).trim()
    return lines === '' ? [] : lines.split('\n').map((line) => JSON.parse(line))
  }
  try {
    const first = startGazette(folder.path, '--port', String(port))
    await until(() => fetch(`${inbox}/accepted`), 30)
    const headers = { 'Content-Type': 'application/json' }
    await fetch(`${inbox}/faults`, { method: 'PUT', headers, body: JSON.stringify(faults) })
    await when(async () => (await accepted()).length)
    first.child.kill('SIGKILL')
    await first.ended
    if (first.output().includes(' accepted, ')) throw new Error('The send was over before it was killed.')

    const second = startGazette(folder.path, '--port', String(port))
    const told = await until(
      () => / (\d+) accepted,.* (\d+) uncertain/.exec(second.output()) ?? undefined,
      90,
    )
    const recipients = (await accepted()).flatMap(({ to }) => to)
    second.child.kill('SIGINT')
    if ((await second.ended) !== 0) throw new Error(`The second start ended badly: ${second.errors()}`)
    return { recipients, accepted: Number(told[1]), uncertain: Number(told[2]) }
  } finally {
    folder.remove()
  }
}
