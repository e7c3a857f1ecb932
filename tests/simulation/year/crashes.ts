import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import { SESv2Client } from '@aws-sdk/client-sesv2'
import { SQSClient } from '@aws-sdk/client-sqs'
import type { Seeded } from '../seeded.ts'

/** Where a process died. */
export class Crash extends Error {
  override name = 'Crash'
}

/** What the event source does, which is not the handler's. */
const NOT_OURS = ['ReceiveMessageCommand', 'DeleteMessageBatchCommand']
/** What puts a message on a queue: a handler, or SES with its events. */
const SENDS = /^Send/

interface Command {
  readonly constructor: { readonly name: string }
}

export interface Crashes {
  /** Has one of the next requests end in a crash, before it is sent or after it was answered. */
  arm(random: Seeded, within: number): void
  disarm(): void
  readonly count: number
  /** How many requests led to messages so far. */
  readonly sent: number
  restore(): void
}

/**
 * Ends handlers in the middle: a request to a table, queue or bucket throws, before it leaves or when its answer is there,
 * so that all that the handler would do afterwards is undone. Calls to SES have faults of their own, in the simulation of sends.
 */
export const startCrashes = (): Crashes => {
  let left = Number.POSITIVE_INFINITY
  let isAfter = false
  let count = 0
  let sent = 0
  const crash = (name: string): Crash => {
    left = Number.POSITIVE_INFINITY
    count += 1
    return new Crash(`It died at ${name}.`)
  }
  const restores = [DynamoDBClient, SQSClient, S3Client, SESv2Client].map(({ prototype }) => {
    const { send } = prototype
    prototype.send = async function (this: object, ...given: unknown[]) {
      const { name } = (given as [Command])[0].constructor
      if (SENDS.test(name)) sent += 1
      if (NOT_OURS.includes(name) || this instanceof SESv2Client) return Reflect.apply(send, this, given)
      left -= 1
      const isLast = left <= 0
      if (isLast && !isAfter) throw crash(name)
      if (isLast) left = Number.POSITIVE_INFINITY
      const answer = await Reflect.apply(send, this, given)
      if (isLast) throw crash(name)
      return answer
    } as never
    return () => {
      prototype.send = send as never
    }
  })
  return {
    arm(random, within) {
      left = random.int(1, within)
      isAfter = random.chance(0.5)
    },
    disarm() {
      left = Number.POSITIVE_INFINITY
    },
    get count() {
      return count
    },
    get sent() {
      return sent
    },
    restore() {
      for (const one of restores) one()
    },
  }
}
