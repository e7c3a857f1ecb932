import type { Subscriber } from '#functions/core/subscriber.ts'
import type { Newsletters, Subscribers } from './ports.ts'

/** What an id has on every newsletter. */
export const rowsOf = async (
  deps: { newsletters: Newsletters; subscribers: Subscribers },
  id: string,
): Promise<Subscriber[]> => {
  const rows: Subscriber[] = []
  for (const slug of await deps.newsletters.slugs()) {
    const row = await deps.subscribers.get(slug, id)
    if (row !== undefined) rows.push(row)
  }
  return rows
}
