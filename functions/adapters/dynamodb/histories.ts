import { HistoryEvent, TRACE_DAYS, Trace } from '#functions/core/history.ts'
import { plusDays } from '#functions/core/instant.ts'
import type { Histories } from '#functions/use-cases/ports.ts'
import { personKey, personPartition } from './audience-keys.ts'
import { domainOf } from './domain-of.ts'
import { expiry, type Table } from './table.ts'

const place = ({ at, newsletter, what }: HistoryEvent): string => `${at}#${newsletter}#${what}`

export const dynamoHistories = (table: Table): Histories => {
  const rows = (reader: string, kind: 'history' | 'trace') =>
    Array.fromAsync(
      table.query({
        text: 'pk = :pk AND begins_with(sk, :kind)',
        values: { ':pk': personPartition(reader), ':kind': `${kind}#` },
        consistent: true,
      }),
    )

  return {
    async note(reader, event, trace, expiresAt) {
      const passing = expiresAt && expiry(expiresAt)
      await table.put({ ...personKey(reader, `history#${place(event)}`), ...event, ...passing })
      if (trace === undefined) return
      const expires = passing ?? expiry(plusDays(event.at, TRACE_DAYS))
      await table.put({ ...personKey(reader, `trace#${place(event)}`), ...trace, ...expires })
    },

    async list(reader) {
      const traces = (await rows(reader, 'trace')).map(
        (item) => [item.sk, Trace.parse(domainOf(item))] as const,
      )
      const traceOf = new Map(traces)
      return (await rows(reader, 'history')).map((item) => {
        const event = HistoryEvent.parse(domainOf(item))
        const trace = traceOf.get(`trace#${place(event)}`)
        return { ...event, ...(trace && { trace }) }
      })
    },
  }
}
