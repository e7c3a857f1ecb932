import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { sqsQueue } from '#functions/adapters/sqs/queue.ts'
import type { Queue } from '#functions/use-cases/ports.ts'
import type { Request } from './memory-table.ts'

export interface Message {
  readonly id: number
  readonly body: string
  /** When it may be received next. */
  visibleAt: number
  receives: number
}

export interface QueueOptions {
  readonly now: () => number
  /** How long a received message stays out of sight. */
  readonly visibilityMs: number
  /** Deliveries before it is set aside. */
  readonly tries: number
}

/** What an SQS queue keeps: at least once, in no order. */
export class QueueStore {
  readonly messages = new Map<number, Message>()
  readonly dead: Message[] = []
  readonly options: QueueOptions
  #ids = 0

  constructor(options: QueueOptions) {
    this.options = options
  }

  push(body: string, delayMs = 0): void {
    this.#ids += 1
    const visibleAt = this.options.now() + delayMs
    this.messages.set(this.#ids, { id: this.#ids, body, visibleAt, receives: 0 })
  }

  visible(): Message[] {
    return [...this.messages.values()].filter(({ visibleAt }) => visibleAt <= this.options.now())
  }

  /** Hands out a message and hides it; one that was handed out too often is set aside. */
  receive(message: Message): boolean {
    message.receives += 1
    if (message.receives > this.options.tries) {
      this.messages.delete(message.id)
      this.dead.push(message)
      return false
    }
    message.visibleAt = this.options.now() + this.options.visibilityMs
    return true
  }
}

/** The code of an entry that the twin did not take. */
export const NOT_TAKEN = 'SimulatedFailure'

const depthOf = (store: QueueStore) => {
  const all = [...store.messages.values()]
  const visible = store.visible().length
  const delayed = all.filter(({ receives }) => receives === 0).length - visible
  return {
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesDelayed: String(Math.max(0, delayed)),
    ApproximateNumberOfMessagesNotVisible: String(all.length - visible - Math.max(0, delayed)),
  }
}

/** The real adapter in front of the twin of a queue, for one program that sends to it; of a batch some messages may not be taken. */
export const memoryQueue = <Sent>(
  store: QueueStore,
  request: Request,
  refuses: () => boolean = () => false,
): Queue<Sent> => {
  const send = async (command: unknown): Promise<unknown> => {
    if (!(command instanceof SendMessageBatchCommand))
      return { Attributes: await request('depth', () => depthOf(store)) }
    const entries = command.input.Entries ?? []
    const failed = await request('send', () =>
      entries.filter(({ MessageBody = '', DelaySeconds = 0 }) => {
        if (refuses()) return true
        store.push(MessageBody, DelaySeconds * 1000)
        return false
      }),
    )
    return { Failed: failed.map(({ Id }) => ({ Id, Code: NOT_TAKEN, SenderFault: false })) }
  }
  return sqsQueue({ send } as unknown as SQSClient, 'a queue')
}
