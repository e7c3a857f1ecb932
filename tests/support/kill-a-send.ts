import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { dynamoDigests } from '#functions/adapters/dynamodb/digests.ts'
import { dynamoLedger } from '#functions/adapters/dynamodb/ledger.ts'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import type { FaultRule } from '#infra/local/ses/faults/fault-rule.ts'
import { freePorts, startGazette, until } from './gazette-process.ts'
import { simulatorAt } from './simulator-at.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** Readers of the sample that a send without losses reaches. */
export const SAMPLE_ACTIVE = 176

export interface KilledSend {
  /** Everyone whom SES accepted a mail for, once a mail. */
  readonly recipients: readonly string[]
  readonly accepted: number
  readonly uncertain: number
}

/** What can be seen of a send from outside its process. */
export interface Seen {
  /** Mails that SES accepted. */
  readonly accepted: () => Promise<number>
  /** The codes of all batches, as they are recorded. */
  readonly codes: () => Promise<string>
}

const recordedCodes = async (endpoint: string): Promise<string> => {
  const client = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
  const { TableNames = [] } = await client.send(new ListTablesCommand({}))
  const tableNamed = (part: string) => tableOf(client, TableNames.find((name) => name.includes(part)) ?? '')
  const ledger = dynamoLedger(tableNamed('DeliveryTable'))
  let codes = ''
  for (const digest of await dynamoDigests(tableNamed('ContentTable')).open())
    if (digest.attempt !== undefined)
      for await (const { batch } of ledger.batches(digestKey(digest), digest.attempt)) codes += batch.codes
  return codes
}

/** Sends the sample's digest, kills the process with SIGKILL at a moment that `when` awaits, starts it again and reads what it tells at the end. */
export const killASend = async (
  faults: readonly FaultRule[],
  when: (seen: Seen) => Promise<unknown>,
): Promise<KilledSend> => {
  const folder = temporaryFolder()
  const port = await freePorts()
  const simulator = simulatorAt(`http://127.0.0.1:${port + 1}`)
  // Staff are mailed beside.
  const toReaders = async () => (await simulator.accepted()).filter(({ tags }) => tags.digest !== undefined)
  try {
    const first = startGazette(folder.path, '--port', String(port))
    await until(simulator.accepted, 60)
    await simulator.setFaults(faults)
    await when({
      accepted: async () => (await toReaders()).length,
      codes: () => recordedCodes(`http://127.0.0.1:${port + 2}`),
    })
    first.child.kill('SIGKILL')
    await first.ended
    if (first.output().includes(' accepted, ')) throw new Error('The send was over before it was killed.')

    const second = startGazette(folder.path, '--port', String(port))
    const told = await Promise.race([
      until(() => / (\d+) accepted,.* (\d+) uncertain/.exec(second.output()) ?? undefined, 90),
      second.ended.then(() => undefined),
    ])
    if (told === undefined) throw new Error(`The second start failed: ${second.errors()}`)
    const recipients = (await toReaders()).flatMap(({ to }) => to)
    second.child.kill('SIGINT')
    if ((await second.ended) !== 0) throw new Error(`The second start ended badly: ${second.errors()}`)
    return { recipients, accepted: Number(told[1]), uncertain: Number(told[2]) }
  } finally {
    folder.remove()
  }
}
