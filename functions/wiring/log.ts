import { randomUUID } from 'node:crypto'
import { destination, pino } from 'pino'
import type { Alarm, Log } from '#functions/use-cases/ports.ts'

export interface Logger {
  readonly log: Log
  /** The same for what somebody should look at. */
  readonly warn: Log
  /** The same for what a person must look at: a metric counts it, and an alarm hangs on that. */
  readonly alarm: Alarm
  /** Logs an unexpected failure; answers with the id under which it stands there. */
  readonly report: (error: unknown) => string
}

/** JSON lines on standard error. Only names, counts and ids are logged, never an address or a mail's text. */
export const loggerFor = (handler: string, level: string): Logger => {
  const logger = pino({ level, base: { handler } }, destination({ fd: 2, sync: true }))
  return {
    log: (event, details) => logger.info(details, event),
    warn: (event, details) => logger.warn(details, event),
    alarm: (event, details) => logger.error({ ...details, alarm: event }, event),
    report: (error) => {
      const id = randomUUID()
      const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
      logger.error({ id, name, message, stack }, 'unexpected failure')
      return id
    },
  }
}
