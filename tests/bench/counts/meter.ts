import { AsyncLocalStorage } from 'node:async_hooks'
import fs from 'node:fs'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SESv2Client } from '@aws-sdk/client-sesv2'
import { SQSClient } from '@aws-sdk/client-sqs'
import type { HandlerName } from '#functions/wiring/env.ts'

/** What a digest's way is counted by. */
export const PURPOSES = [
  'drafting and approval',
  'freeze',
  'read-back',
  'dispatch',
  'sending',
  'events',
  'closing',
] as const
export type Purpose = (typeof PURPOSES)[number]

const PURPOSE_OF: Readonly<Record<HandlerName, Purpose>> = {
  'draft-digest': 'drafting and approval',
  'approve-digest': 'drafting and approval',
  'freeze-audience': 'freeze',
  tick: 'dispatch',
  'send-batch': 'sending',
  'record-feedback': 'events',
  'close-digest': 'closing',
  public: 'drafting and approval',
  'answer-request': 'drafting and approval',
  'sweep-readers': 'drafting and approval',
  'run-job': 'drafting and approval',
  'tell-staff': 'drafting and approval',
  desk: 'drafting and approval',
}

export interface Count {
  /** Handler calls, the CPU that they took, what they wrote to their log. */
  invocations: number
  cpuMs: number
  logBytes: number
  sesCalls: number
  sqsRequests: number
  dynamoRequests: number
  secretRequests: number
  writeUnits: number
  readUnits: number
}
export type Counts = Record<Purpose, Count>

const nothing = (): Count => ({
  invocations: 0,
  cpuMs: 0,
  logBytes: 0,
  sesCalls: 0,
  sqsRequests: 0,
  dynamoRequests: 0,
  secretRequests: 0,
  writeUnits: 0,
  readUnits: 0,
})

/** What was counted between two snapshots. */
export const minus = <T extends object>(after: T, before: T): T =>
  Object.fromEntries(
    Object.entries(after).map(([name, value]) => {
      const earlier = before[name as keyof T]
      return [name, typeof value === 'number' ? value - Number(earlier) : minus(value, earlier as object)]
    }),
  ) as T

interface Command {
  readonly constructor: { readonly name: string }
  readonly input: Record<string, unknown>
}
interface Capacity {
  readonly CapacityUnits?: number
}

const WRITES = /^(Put|Update|Delete|BatchWrite)/

/** The batches of a sealed attempt, read in the order of their keys. */
const isReadBack = ({ KeyConditionExpression, TableName }: Command['input']): boolean =>
  /begins_with/.test(String(KeyConditionExpression)) && /Delivery/.test(String(TableName))

/**
 * Counts at the SDK what handlers ask of AWS: requests, and the capacity that DynamoDB says each consumed
 * (`ReturnConsumedCapacity`). A write on a condition that fails consumes a unit too. The index over open digests and
 * posts, which the emulator does not count, is taken as as many units again for every write of content that may stand in it.
 */
export const meter = () => {
  const running = new AsyncLocalStorage<HandlerName>()
  const counts = Object.fromEntries(PURPOSES.map((purpose) => [purpose, nothing()])) as Counts

  const add = (purpose: Purpose, change: Partial<Count>): void => {
    for (const [name, value] of Object.entries(change)) counts[purpose][name as keyof Count] += value
  }

  const capacityOf = (answer: unknown): number =>
    [(answer as { ConsumedCapacity?: Capacity | Capacity[] }).ConsumedCapacity ?? []]
      .flat()
      .reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0)

  const countDynamo = (purpose: Purpose, command: Command, units: number): void => {
    const isWrite = WRITES.test(command.constructor.name)
    const isContent = /Content/.test(JSON.stringify(command.input.TableName ?? command.input.RequestItems))
    // Newsletters and pages never stand in the index.
    const isIndexed = isContent && !/"pk":\{"S":"pub#/.test(JSON.stringify(command.input))
    add(purpose, {
      dynamoRequests: 1,
      [isWrite ? 'writeUnits' : 'readUnits']: isWrite && isIndexed ? 2 * units : units,
    })
  }

  const patch = (
    prototype: object,
    watch: (command: Command, sent: () => Promise<unknown>) => Promise<unknown>,
  ) => {
    const client = prototype as { send: (command: Command, ...rest: unknown[]) => Promise<unknown> }
    const { send } = client
    client.send = function (this: unknown, command, ...rest) {
      const sent = () => Reflect.apply(send, this, [command, ...rest])
      return running.getStore() === undefined ? sent() : watch(command, sent)
    }
  }
  const purposeNow = (): Purpose => PURPOSE_OF[running.getStore() ?? 'public']

  patch(DynamoDBClient.prototype, async (command, sent) => {
    command.input.ReturnConsumedCapacity = 'TOTAL'
    const own = purposeNow()
    const purpose = own === 'freeze' && isReadBack(command.input) ? 'read-back' : own
    try {
      const answer = await sent()
      countDynamo(purpose, command, capacityOf(answer))
      return answer
    } catch (error) {
      countDynamo(purpose, command, 1)
      throw error
    }
  })
  const counted =
    (name: 'sesCalls' | 'sqsRequests' | 'secretRequests') => (_: Command, sent: () => Promise<unknown>) => {
      add(purposeNow(), { [name]: 1 })
      return sent()
    }
  patch(SESv2Client.prototype, counted('sesCalls'))
  patch(SQSClient.prototype, counted('sqsRequests'))
  patch(SecretsManagerClient.prototype, counted('secretRequests'))

  const { writeSync } = fs
  fs.writeSync = ((...given: Parameters<typeof writeSync>) => {
    if (running.getStore() === undefined || given[0] !== 2) return Reflect.apply(writeSync, fs, given)
    const bytes = Buffer.byteLength(given[1] as string | NodeJS.ArrayBufferView as string)
    add(purposeNow(), { logBytes: bytes })
    return bytes
  }) as typeof writeSync

  return {
    counts,
    /** Calls a handler, as the only one that runs. */
    async call<T>(handler: HandlerName, work: () => Promise<T>): Promise<T> {
      const before = process.cpuUsage()
      try {
        return await running.run(handler, work)
      } finally {
        const { user, system } = process.cpuUsage(before)
        add(PURPOSE_OF[handler], { invocations: 1, cpuMs: (user + system) / 1000 })
      }
    },
    /** What was counted so far, as it stands now. */
    snapshot: (): Counts => structuredClone(counts),
  }
}

export type Meter = ReturnType<typeof meter>
