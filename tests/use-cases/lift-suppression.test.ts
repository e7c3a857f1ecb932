import { describe, expect, test } from 'vitest'
import { dynamoActs } from '#functions/adapters/dynamodb/acts.ts'
import { dynamoHistories } from '#functions/adapters/dynamodb/histories.ts'
import { dynamoNewsletters } from '#functions/adapters/dynamodb/newsletters.ts'
import { dynamoSoftBounces } from '#functions/adapters/dynamodb/soft-bounces.ts'
import { dynamoSubscribers } from '#functions/adapters/dynamodb/subscribers.ts'
import { dynamoSuppressions } from '#functions/adapters/dynamodb/suppressions.ts'
import { plusDays } from '#functions/core/instant.ts'
import { readerIdOf } from '#functions/core/reader-id.ts'
import { addSubscriber } from '#functions/use-cases/add-subscriber.ts'
import { liftSuppression } from '#functions/use-cases/lift-suppression.ts'
import { noteSoftBounce } from '#functions/use-cases/note-soft-bounce.ts'
import { suppress } from '#functions/use-cases/suppress.ts'
import { aNewsletter, aSubscriber, at } from '#tests/support/builders.ts'
import { freshId, freshSlug } from '#tests/support/fresh.ts'
import { memoryTable, TableStore } from '#tests/support/memory-table.ts'

const [BEFORE, NOW, LATER] = [
  at('2026-11-24T07:00:00Z'),
  at('2026-11-24T08:00:00Z'),
  at('2026-11-24T09:00:00Z'),
]
const inMemory = () =>
  memoryTable(new TableStore(), {
    request: async (_, effect) => effect(),
    now: Date.now,
    indexDelayMs: () => 0,
    pageSize: () => 100,
  })
const ADA = { by: 'Ada', why: 'they wrote to us' }
const PEPPER = 'a pepper'

/** A reader of a newsletter who complained, and whoever lifts that. */
const complained = async () => {
  const [content, audience] = [inMemory(), inMemory()]
  const newsletter = aNewsletter({ slug: freshSlug() })
  const address = `Reader-${freshId()}@mail.example`
  const id = readerIdOf(PEPPER, address.toLowerCase())
  const removed: string[] = []
  const deps = {
    newsletters: dynamoNewsletters(content),
    subscribers: dynamoSubscribers(audience),
    suppressions: dynamoSuppressions(audience),
    softBounces: dynamoSoftBounces(audience),
    histories: dynamoHistories(audience),
    acts: dynamoActs(content),
    accountList: { remove: async (spelling: string) => void removed.push(spelling) },
    pepper: async () => PEPPER,
    clock: () => NOW,
  }
  await deps.newsletters.put(newsletter)
  await deps.subscribers.create(aSubscriber({ newsletter: newsletter.slug, id, address }))
  await suppress(deps)(id, 'complaint', BEFORE)
  const marked = async () => (await deps.subscribers.get(newsletter.slug, id))?.suppressed
  return { deps, newsletter, address, id, removed, marked }
}

describe('lifting a suppression', () => {
  test('takes it from SES’s list by every spelling, from its own row and from the reader’s', async () => {
    const { deps, newsletter, address, id, removed, marked } = await complained()
    expect(await marked()).toBe('complaint')
    const typed = ` ${address.replace('Reader', 'READER')}`
    expect(await liftSuppression(deps)(typed, ADA)).toEqual({
      reader: id,
      cause: 'complaint',
      newsletters: [newsletter.slug],
    })
    expect(removed).toEqual([typed.trim(), address.toLowerCase(), address])
    expect([await deps.suppressions.get(id), await marked()]).toEqual([undefined, undefined])
    expect(await deps.acts.list({ reader: id })).toEqual([{ verb: 'lift', ...ADA, at: NOW }])
    expect(await deps.histories.list(id)).toEqual([
      { newsletter: newsletter.slug, at: NOW, what: 'lifted', how: 'admin' },
    ])
  })

  test('comes after SES’s list: when that fails, nothing is lifted', async () => {
    const { deps, address, marked } = await complained()
    const remove = () => Promise.reject(new Error('SES is away.'))
    await expect(liftSuppression({ ...deps, accountList: { remove } })(address, ADA)).rejects.toThrow('away')
    expect(await marked()).toBe('complaint')
  })

  test('takes away the marks that a crash left', async () => {
    const { deps, address, id, marked } = await complained()
    await deps.suppressions.lift(id, 'complaint', NOW)
    expect(await liftSuppression(deps)(address, ADA)).not.toHaveProperty('cause')
    expect(await marked()).toBeUndefined()
  })

  test('does not lift a complaint that came after what was read', async () => {
    const { deps, address, id, marked } = await complained()
    await deps.suppressions.lift(id, 'complaint', BEFORE)
    await suppress(deps)(id, 'bounce', NOW)
    const remove = async () => void (await suppress(deps)(id, 'complaint', NOW))
    await expect(liftSuppression({ ...deps, accountList: { remove } })(address, ADA)).rejects.toThrow(
      'something else happened',
    )
    expect([await deps.suppressions.get(id), await marked()]).toEqual(['complaint', 'complaint'])
  })

  test('leaves the marks of a complaint that comes while it takes marks away', async () => {
    const { deps, address, id, marked } = await complained()
    const suppressions = {
      ...deps.suppressions,
      async lift(...given: Parameters<typeof deps.suppressions.lift>) {
        const lifted = await deps.suppressions.lift(...given)
        await suppress(deps)(id, 'complaint', LATER)
        return lifted
      },
    }
    await expect(liftSuppression({ ...deps, suppressions })(address, ADA)).rejects.toThrow('anew')
    expect([await deps.suppressions.get(id), await marked()]).toEqual(['complaint', 'complaint'])
  })

  test('is not undone by the complaint itself, told once more', async () => {
    const { deps, address, id, marked } = await complained()
    await liftSuppression(deps)(address, ADA)
    expect(await suppress(deps)(id, 'complaint', BEFORE)).toBeUndefined()
    expect(await marked()).toBeUndefined()
    expect(await suppress(deps)(id, 'complaint', LATER)).toBe('complaint')
    expect(await marked()).toBe('complaint')
  })

  test('ends a row of soft bounces, so that the next one begins another', async () => {
    const { deps, address, id, marked } = await complained()
    const bounceSoftly = (days: number) =>
      noteSoftBounce(deps)(id, { told: 'bounced', mail: `m${days}`, at: plusDays(BEFORE, days) })
    for (const days of [-16, -12, -8, -4, 0]) await bounceSoftly(days)
    await liftSuppression(deps)(address, ADA)
    await bounceSoftly(1)
    expect([await deps.suppressions.get(id), await marked()]).toEqual([undefined, undefined])
  })

  test('is seen by whoever adds a row meanwhile', async () => {
    const { deps, newsletter, address, id, marked } = await complained()
    await deps.subscribers.remove(newsletter.slug, id)
    const subscribers = {
      ...deps.subscribers,
      async create(...given: Parameters<typeof deps.subscribers.create>) {
        const created = await deps.subscribers.create(...given)
        await deps.suppressions.lift(id, 'complaint', NOW)
        return created
      },
    }
    await addSubscriber({ ...deps, subscribers })(aSubscriber({ newsletter: newsletter.slug, address }))
    expect(await marked()).toBeUndefined()
  })
})
