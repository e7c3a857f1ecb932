import { caniemail, rawData } from 'caniemail'

const CLIENTS: Parameters<typeof caniemail>[0]['clients'] = [
  'gmail.*',
  'outlook.*',
  'apple-mail.*',
  'yahoo.*',
  'samsung-email.*',
  'protonmail.*',
  'thunderbird.*',
]

type Stats = Record<string, Record<string, Record<string, string>>>

const features = rawData.data.map(({ stats }) => stats as Stats)
const clients = features.flatMap((stats) =>
  Object.entries(stats).flatMap(([family, platforms]) =>
    Object.keys(platforms).map((platform) => [family, platform] as const),
  ),
)
// caniemail throws where nobody has tested a feature in a client; what nobody knows is no fault.
for (const stats of features)
  for (const [family, platform] of new Map(clients.map((client) => [client.join('.'), client])).values()) {
    stats[family] ??= {}
    stats[family][platform] ??= { untested: 'y' }
  }

/** Mail programs by the feature, as caniemail.com names it, that they lack in whole or in part. */
export type Lacks = ReadonlyMap<string, ReadonlySet<string>>

export const joined = (all: readonly Lacks[]): Lacks => {
  const lacks = new Map<string, Set<string>>()
  for (const [title, names] of all.flatMap((one) => [...one]))
    lacks.set(title, new Set([...(lacks.get(title) ?? []), ...names]))
  return lacks
}

/** What a mail uses that some mail program lacks. */
export const lacksOf = (html: string): Lacks => {
  const { errors, warnings } = caniemail({ clients: CLIENTS, html }).issues
  return joined(
    [...errors, ...warnings].map(
      ([client, issues]) => new Map(issues.map(({ title }) => [title, new Set([client])])),
    ),
  )
}
