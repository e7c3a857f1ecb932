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

/** The twin of a queue for one program that sends to it. */
export const memoryQueue = <Sent>(store: QueueStore, request: Request): Queue<Sent> => ({
  async send(messages) {
    for (let start = 0; start < messages.length; start += 10) {
      const chunk = messages.slice(start, start + 10)
      await request('send', () => {
        for (const { message, delaySeconds = 0 } of chunk)
          store.push(JSON.stringify(message), Math.min(delaySeconds, 900) * 1000)
      })
    }
  },

  depth: () => request('depth', () => store.messages.size),
})
