import type { Construct } from 'constructs'
import type { EnvInput, HandlerName } from '#functions/wiring/env.ts'
import type { DataStack } from '../stacks/data-stack.ts'
import { leasesOf, type Stage } from '../stages.ts'
import { Alarms } from './alarms.ts'
import type { Carried } from './handler-bundle.ts'
import { HandlerFunction } from './handler-function.ts'
import { WorkQueue } from './work-queue.ts'

export interface Sizing {
  readonly timeoutSeconds?: number
  readonly memoryMb?: number
  readonly carries?: readonly Carried[]
}

export interface StagePartsProps {
  readonly stage: Stage
  readonly data: DataStack
  readonly alarmAddress?: string
}

/** Makes queues and functions as a stage has them, each watched by the alarms. All stand right in the stack: moved under another construct, they would be replaced. */
export class StageParts {
  readonly stage: Stage
  readonly data: DataStack
  /** After so many seconds nobody can still be at a step of a digest, or in a call to SES. */
  readonly stepLease: number
  readonly callLease: number
  readonly contentTable: { CONTENT_TABLE: string }
  readonly audienceTable: { AUDIENCE_TABLE: string }
  readonly deliveryTable: { DELIVERY_TABLE: string }
  readonly #scope: Construct
  readonly #alarms: Alarms

  constructor(scope: Construct, { stage, data, alarmAddress }: StagePartsProps) {
    this.#scope = scope
    this.stage = stage
    this.data = data
    const { step, call } = leasesOf(stage)
    this.stepLease = step
    this.callLease = call
    this.contentTable = { CONTENT_TABLE: data.content.table.tableName }
    this.audienceTable = { AUDIENCE_TABLE: data.audience.table.tableName }
    this.deliveryTable = { DELIVERY_TABLE: data.delivery.table.tableName }
    this.#alarms = new Alarms(scope, 'Alarms', { ...(alarmAddress && { address: alarmAddress }) })
  }

  stepQueue(id: string): WorkQueue {
    return this.#queue(id, this.stepLease, 5)
  }

  callQueue(id: string): WorkQueue {
    return this.#queue(id, leasesOf(this.stage).callMessage, 20)
  }

  handler<Name extends HandlerName>(
    id: string,
    handler: Name,
    sizing: Sizing,
    variables: Omit<EnvInput<Name>, 'LOG_LEVEL'>,
  ): HandlerFunction<Name> {
    const { logLevel, keepData, stepTimeoutSeconds } = this.stage
    const environment = { LOG_LEVEL: logLevel, ...variables } as EnvInput<Name>
    const defaults = { timeoutSeconds: stepTimeoutSeconds, keepLogs: keepData }
    const made = new HandlerFunction(this.#scope, id, { handler, environment, ...defaults, ...sizing })
    this.#alarms.watchLog(id, made.logGroup)
    return made
  }

  #queue(id: string, leaseSeconds: number, tries: number): WorkQueue {
    const made = new WorkQueue(this.#scope, id, { leaseSeconds, tries })
    this.#alarms.watchDeadLetters(id, made.deadLetters)
    return made
  }
}
