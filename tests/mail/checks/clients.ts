import { readFileSync, writeFileSync } from 'node:fs'
import * as z from 'zod'
import type { Fault } from '#functions/core/checked-mail.ts'
import type { Lacks } from './lacks-of.ts'

const Baseline = z.array(
  z.strictObject({
    /** A feature as caniemail.com names it. */
    title: z.string(),
    /** Why it does no harm that these lack it. */
    because: z.string(),
    clients: z.array(z.string()),
  }),
)
/** What mail programs lack and was accepted. */
export type Baseline = z.infer<typeof Baseline>

const FILE = new URL('../caniemail-baseline.json', import.meta.url)

export const readBaseline = (): Baseline => Baseline.parse(JSON.parse(readFileSync(FILE, 'utf8')))

const toFault = (words: string): Fault => ({ check: 'clients', words })

/** What mail programs lack and was not accepted. */
export const clientFaults = (lacks: Lacks, baseline: Baseline): Fault[] =>
  [...lacks].flatMap(([title, clients]) => {
    const known = baseline.find((one) => one.title === title)?.clients ?? []
    const fresh = [...clients].filter((client) => !known.includes(client))
    if (fresh.length === 0) return []
    return [
      toFault(
        `${fresh.join(', ')} support “${title}” not at all or in part. Do without it, or accept it with --accept and say why it does no harm.`,
      ),
    ]
  })

/** What was accepted and is lacked no more, or was accepted without a reason. */
export const baselineFaults = (lacks: Lacks, baseline: Baseline): Fault[] =>
  baseline.flatMap(({ title, because, clients }) => {
    const stale = clients.filter((client) => !lacks.get(title)?.has(client))
    return [
      ...(stale.length === 0
        ? []
        : [toFault(`“${title}” is accepted for ${stale.join(', ')}, where nothing lacks it. Run --accept.`)]),
      ...(because === ''
        ? [toFault(`“${title}” is accepted without a reason. Say in “because” why it does no harm.`)]
        : []),
    ]
  })

/** Accepts what is lacked now. Reasons stay; a new title waits for one. */
export const acceptLacks = (lacks: Lacks): void => {
  const reasons = new Map(readBaseline().map(({ title, because }) => [title, because]))
  const baseline: Baseline = [...lacks]
    .map(([title, clients]) => ({ title, because: reasons.get(title) ?? '', clients: [...clients].sort() }))
    .sort((one, other) => (one.title < other.title ? -1 : 1))
  writeFileSync(FILE, `${JSON.stringify(baseline, null, 2)}\n`)
}
