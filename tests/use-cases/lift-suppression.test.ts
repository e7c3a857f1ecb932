import { describe, expect, test } from 'vitest'
import { dynamoActs } from '#functions/adapters/dynamodb/acts.ts'
import { dynamoHistories } from '#functions/adapters/dynamodb/histories.ts'
import { dynamoNewsletters } from '#functions/adapters/dynamodb/newsletters.ts'
import { dynamoSoftBounces } from '#functions/adapters/dynamodb/soft-bounces.ts'
import { dynamoSubscribers } from '#functions/adapters/dynamodb/subscribers.ts'
import { dynamoSuppressions } from '#functions/adapters/dynamodb/suppressions.ts'
import { plusDays, toInstant } from '#functions/core/instant.ts'
import { readerIdOf } from '#functions/core/reader-id.ts'
import { NO_RUN } from '#functions/core/soft-bounces.ts'
import { activate } from '#functions/use-cases/activate.ts'
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
const COMPLAINT = { cause: 'complaint', at: BEFORE } as const

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
    await deps.suppressions.lift(id, COMPLAINT, NOW)
    expect(await liftSuppression(deps)(address, ADA)).not.toHaveProperty('cause')
    expect(await marked()).toBeUndefined()
  })

  test('does not lift a complaint that came after what was read', async () => {
    const { deps, address, id, marked } = await complained()
    await deps.suppressions.lift(id, COMPLAINT, BEFORE)
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
        await deps.suppressions.lift(id, COMPLAINT, NOW)
        return created
      },
    }
    await addSubscriber({ ...deps, subscribers })(aSubscriber({ newsletter: newsletter.slug, address }))
    expect(await marked()).toBeUndefined()
  })

  test('does not lift a complaint of which nobody knew, beside what stood', async () => {
    const { deps, address, id, marked } = await complained()
    await liftSuppression(deps)(address, ADA)
    await suppress(deps)(id, 'bounce', LATER)
    await liftSuppression({ ...deps, clock: () => plusDays(LATER, 2) })(address, ADA)
    expect(await suppress(deps)(id, 'complaint', LATER)).toBe('complaint')
    expect(await marked()).toBe('complaint')
  })

  test('does not lift what came in the place of the complaint that was read', async () => {
    const { deps, address, id, marked } = await complained()
    const remove = async () => {
      await deps.suppressions.lift(id, COMPLAINT, BEFORE)
      await suppress(deps)(id, 'complaint', NOW)
    }
    await expect(liftSuppression({ ...deps, accountList: { remove } })(address, ADA)).rejects.toThrow(
      'something else happened',
    )
    expect(await marked()).toBe('complaint')
  })

  test('leaves no mark when it comes before the marks of what it lifts', async () => {
    const { deps, address, id, marked } = await complained()
    await liftSuppression(deps)(address, ADA)
    const suppressions = {
      ...deps.suppressions,
      async put(...given: Parameters<typeof deps.suppressions.put>) {
        const cause = await deps.suppressions.put(...given)
        await deps.suppressions.lift(id, { cause: 'complaint', at: LATER }, LATER)
        return cause
      },
    }
    await suppress({ ...deps, suppressions })(id, 'complaint', LATER)
    expect(await marked()).toBeUndefined()
  })

  test('has who never proved their consent asked for it anew', async () => {
    const { deps, newsletter, address, id } = await complained()
    const row = () => deps.subscribers.get(newsletter.slug, id)
    await deps.subscribers.update(newsletter.slug, id, { askedAt: BEFORE })
    await liftSuppression(deps)(address, ADA)
    expect((await row())?.askedAt).toBe(BEFORE)
    await suppress(deps)(id, 'bounce', LATER)
    await deps.subscribers.update(newsletter.slug, id, { consentAt: null })
    await liftSuppression(deps)(address, ADA)
    expect(await row()).not.toHaveProperty('askedAt')
  })

  test('does not lift an erasure behind a complaint: no import brings them back', async () => {
    const { deps, newsletter, address, id } = await complained()
    await deps.suppressions.put(id, 'erased', NOW)
    await deps.subscribers.remove(newsletter.slug, id)
    expect(await liftSuppression(deps)(address, ADA)).toMatchObject({ cause: 'complaint', newsletters: [] })
    const imported = aSubscriber({ newsletter: newsletter.slug, address })
    await expect(addSubscriber(deps)(imported)).rejects.toThrow('was erased')
    expect(await deps.subscribers.get(newsletter.slug, id)).toBeUndefined()
  })

  test('has who was erased, and signed up since, mailed again', async () => {
    const { deps, newsletter, address, id, marked } = await complained()
    await deps.suppressions.put(id, 'erased', BEFORE)
    await activate(deps, { newsletter: newsletter.slug, reader: id }, NOW)
    expect(await marked()).toBe('complaint')
    expect(await liftSuppression(deps)(address, ADA)).toMatchObject({ newsletters: [newsletter.slug] })
    expect(await marked()).toBeUndefined()
  })
})

describe('the marks of a suppression', () => {
  test('are of the strongest of two that come at once', async () => {
    const { deps, id, marked } = await complained()
    await deps.suppressions.lift(id, COMPLAINT, BEFORE)
    let told = false
    const subscribers = {
      ...deps.subscribers,
      async mark(...given: Parameters<typeof deps.subscribers.mark>) {
        if (!told) {
          told = true
          await suppress(deps)(id, 'complaint', NOW)
        }
        return deps.subscribers.mark(...given)
      },
    }
    await suppress({ ...deps, subscribers })(id, 'bounce', NOW)
    expect([told, await marked()]).toEqual([true, 'complaint'])
  })

  test('of a complaint stay on a row that becomes active at that moment, even if that is cut short', async () => {
    const { deps, newsletter, id, marked } = await complained()
    await deps.suppressions.lift(id, COMPLAINT, BEFORE)
    await deps.subscribers.update(newsletter.slug, id, { suppressed: null })
    const subscribers = {
      ...deps.subscribers,
      async update(...given: Parameters<typeof deps.subscribers.update>) {
        await suppress(deps)(id, 'complaint', NOW)
        await deps.subscribers.update(...given)
        throw new Error('killed')
      },
    }
    const activating = activate({ ...deps, subscribers }, { newsletter: newsletter.slug, reader: id }, NOW)
    await expect(activating).rejects.toThrow('killed')
    expect(await marked()).toBe('complaint')
  })

  test('of an erasure end with the confirmation of who came back', async () => {
    const { deps, newsletter, address, id, marked } = await complained()
    await deps.suppressions.lift(id, COMPLAINT, BEFORE)
    await deps.suppressions.put(id, 'erased', BEFORE)
    await deps.subscribers.remove(newsletter.slug, id)
    const waiting = aSubscriber({ newsletter: newsletter.slug, address, status: 'pending' })
    await addSubscriber(deps)(waiting, plusDays(toInstant(Date.now()), 1))
    expect(await marked()).toBe('erased')
    await activate(deps, { newsletter: newsletter.slug, reader: id }, NOW)
    expect(await marked()).toBeUndefined()
  })
})

describe('a row that is added', () => {
  test('does not stay when its owner is erased at that moment', async () => {
    const { deps, newsletter, address, id } = await complained()
    await deps.subscribers.remove(newsletter.slug, id)
    const subscribers = {
      ...deps.subscribers,
      async create(...given: Parameters<typeof deps.subscribers.create>) {
        await deps.suppressions.put(id, 'erased', NOW)
        return deps.subscribers.create(...given)
      },
    }
    const adding = addSubscriber({ ...deps, subscribers })(
      aSubscriber({ newsletter: newsletter.slug, address }),
    )
    await expect(adding).rejects.toThrow('was erased')
    expect(await deps.subscribers.get(newsletter.slug, id)).toBeUndefined()
  })

  test('says that mails to its address bounced softly of late', async () => {
    const { deps, address, id } = await complained()
    await noteSoftBounce(deps)(id, { told: 'bounced', mail: 'm1', at: BEFORE })
    const other = aNewsletter({ slug: freshSlug() })
    await deps.newsletters.put(other)
    const added = await addSubscriber(deps)(aSubscriber({ newsletter: other.slug, address }))
    expect(added.bouncing).toBe(true)
    expect(await deps.subscribers.get(other.slug, id)).toEqual(added)
  })
})

describe('a soft bounce', () => {
  const bounced = { told: 'bounced', mail: 'm1', at: BEFORE } as const

  test('of who is no reader, or was erased, is not kept', async () => {
    const { deps, newsletter, address, id } = await complained()
    const stranger = readerIdOf(PEPPER, 'stranger@mail.example')
    await deps.suppressions.lift(id, COMPLAINT, BEFORE)
    await deps.suppressions.put(id, 'erased', BEFORE)
    await deps.subscribers.remove(newsletter.slug, id)
    const waiting = aSubscriber({ newsletter: newsletter.slug, address, status: 'pending' })
    await addSubscriber(deps)(waiting, plusDays(toInstant(Date.now()), 1))
    for (const each of [id, stranger]) {
      await noteSoftBounce(deps)(each, bounced)
      expect(await deps.softBounces.get(each)).toEqual(NO_RUN)
    }
    await activate(deps, { newsletter: newsletter.slug, reader: id }, NOW)
    await noteSoftBounce(deps)(id, bounced)
    expect((await deps.softBounces.get(id)).bounces).toHaveLength(1)
  })

  test('that is one too many suppresses as of its own time', async () => {
    const { deps, id } = await complained()
    await deps.suppressions.lift(id, COMPLAINT, BEFORE)
    for (const days of [-20, -16, -12, -8, -4])
      await noteSoftBounce(deps)(id, { told: 'bounced', mail: `m${days}`, at: plusDays(BEFORE, days) })
    // An admin lifted something since, and saw that.
    expect(await deps.suppressions.get(id)).toBeUndefined()
  })
})
