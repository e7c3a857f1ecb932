import { describe, expect, test } from 'vitest'
import { contentKey, controlKey } from '#functions/adapters/dynamodb/content-keys.ts'
import { dynamoDigests } from '#functions/adapters/dynamodb/digests.ts'
import { type Digest, DigestStatus } from '#functions/core/digest.ts'
import { forgetStored, pause, withAct, withoutOwed } from '#functions/core/digest-verbs.ts'
import { shortHash } from '#functions/core/edition.ts'
import { Conflict } from '#functions/core/errors.ts'
import { ExclusionReason } from '#functions/core/exclusion.ts'
import { plusDays, plusSeconds } from '#functions/core/instant.ts'
import { aContent, aDigest, anApprovedDigest, at } from '#tests/support/builders.ts'
import { engines } from '#tests/support/dynamodb-engines.ts'
import { freshSlug } from '#tests/support/fresh.ts'
import { itemSize } from '#tests/support/item-size.ts'
import { tenAtOnce } from '#tests/support/ten-at-once.ts'

const HASH = 'e'.repeat(64)

describe.each(engines)('Digests on $name', ({ content }) => {
  const digests = dynamoDigests(content)
  const given = async (over: Partial<Digest> = {}): Promise<Digest> => {
    const digest = aDigest({ newsletter: freshSlug(), ...over })
    await digests.create(digest)
    return digest
  }
  const openOf = async (newsletter: string) =>
    (await digests.open()).filter((digest) => digest.newsletter === newsletter)
  const soon = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 2000 })

  test('a digest is created once; the second creation changes nothing', async () => {
    const digest = await given()
    expect(await digests.create({ ...digest, status: 'held' })).toBe(false)
    expect(await digests.get(digest)).toEqual(digest)
  })

  test('keeps every reason for which readers are excluded', async () => {
    const excluded = Object.fromEntries(ExclusionReason.options.map((reason, count) => [reason, count]))
    const digest = await given({ excluded })
    expect((await digests.get(digest))?.excluded).toEqual(excluded)
  })

  test('of ten that create the same digest at once, one does', async () => {
    const digest = aDigest({ newsletter: freshSlug() })
    const created = await tenAtOnce(() => digests.create(digest))
    expect(created.filter(Boolean)).toHaveLength(1)
  })

  test('a regular digest and a round-up of one date are two', async () => {
    const regular = await given()
    const roundUp = await given({ newsletter: regular.newsletter, kind: 'round-up' })
    expect(await digests.get(regular)).toEqual(regular)
    expect(await digests.get(roundUp)).toEqual(roundUp)
  })

  describe('replacing', () => {
    test('counts up the version, and what is left out is gone', async () => {
      const digest = await given({ reason: 'Held.', status: 'held' })
      const { reason, ...rest } = digest
      const replaced = await digests.replace({ ...rest, status: 'draft' })
      expect(replaced).toEqual({ ...rest, status: 'draft', version: 2 })
      expect(await digests.get(digest)).toEqual(replaced)
    })

    test('loses to a faster writer with Conflict', async () => {
      const digest = await given()
      const faster = await digests.replace({ ...digest, status: 'held' })
      await expect(digests.replace({ ...digest, status: 'cancelled' })).rejects.toThrow(Conflict)
      expect(await digests.get(digest)).toEqual(faster)
    })

    test('is won by exactly one of ten that read the same version', async () => {
      const digest = await given()
      const results = await tenAtOnce((revision) =>
        digests.replace({ ...digest, revision }).catch((error: unknown) => error),
      )
      const won = results.filter((result) => !(result instanceof Conflict))
      expect(won).toHaveLength(1)
      expect(await digests.get(digest)).toEqual(won[0])
    })

    test('a digest that was never created is a Conflict and makes none', async () => {
      const digest = aDigest({ newsletter: freshSlug() })
      await expect(digests.replace(digest)).rejects.toThrow(Conflict)
      expect(await digests.get(digest)).toBeUndefined()
    })
  })

  describe('the open digests', () => {
    test('are those that are not over', async () => {
      const newsletter = freshSlug()
      for (const [index, status] of DigestStatus.options.entries())
        await given({ newsletter, status, date: `2026-11-0${index + 1}` })
      const statuses = async () => (await openOf(newsletter)).map(({ status }) => status).sort()
      await soon(statuses).toEqual(['approved', 'approving', 'draft', 'held', 'paused', 'sending'])
    })

    test('come by due time', async () => {
      const newsletter = freshSlug()
      const due = (date: string, dueAt: string) => given({ newsletter, date, dueAt: at(dueAt) })
      const last = await due('2026-11-01', '2026-11-24T09:00:00Z')
      const first = await due('2026-11-03', '2026-11-24T07:00:00Z')
      const middle = await due('2026-11-02', '2026-11-24T08:00:00Z')
      await soon(() => openOf(newsletter)).toEqual([first, middle, last])
    })

    test('lose one that is closed', async () => {
      const digest = await given({ status: 'sending' })
      await soon(() => openOf(digest.newsletter)).toEqual([digest])
      await digests.replace({ ...digest, status: 'sent', closedAt: at('2026-11-24T08:00:00Z') })
      await soon(() => openOf(digest.newsletter)).toEqual([])
    })

    test('keep one that is over while staff are to be told of it', async () => {
      const over = { status: 'sent', closedAt: at('2026-11-24T08:00:00Z') } as const
      const digest = await given({ ...over, stored: { [shortHash(HASH)]: ['full-en'] }, owed: ['report'] })
      await soon(() => openOf(digest.newsletter)).toEqual([digest])
      await digests.replace(withoutOwed(digest))
      await soon(() => openOf(digest.newsletter)).toEqual([])
      const cleaned = await digests.toClean(plusDays(digest.closedAt ?? digest.dueAt, 15))
      expect(cleaned.filter(({ newsletter }) => newsletter === digest.newsletter)).toHaveLength(1)
    })

    test('keep one that was cancelled after its first call until it is counted', async () => {
      const firstCallAt = at('2026-11-24T07:00:00Z')
      const digest = await given({ status: 'cancelled', firstCallAt })
      await soon(() => openOf(digest.newsletter)).toEqual([digest])
      await digests.replace({ ...digest, closedAt: at('2026-11-24T08:00:00Z') })
      await soon(() => openOf(digest.newsletter)).toEqual([])
    })
  })

  describe('the digests whose templates are to be deleted', () => {
    const closedAt = at('2026-11-24T08:00:00Z')
    const over = { status: 'sent' as const, closedAt, stored: { [shortHash(HASH)]: ['full-en'] } }
    const due = plusDays(closedAt, 14)
    // Those that ended at the same moment come in any order.
    const toCleanOf = async (newsletter: string, now = plusSeconds(due, 1)) =>
      (await digests.toClean(now))
        .filter((digest) => digest.newsletter === newsletter)
        .toSorted((one, other) => (one.date < other.date ? -1 : 1))

    test('are those that ended fourteen days ago, however they ended', async () => {
      const newsletter = freshSlug()
      const sent = await given({ newsletter, date: '2026-11-01', ...over })
      const cancelled = await given({ newsletter, date: '2026-11-02', ...over, status: 'cancelled' })
      await given({ newsletter, date: '2026-11-03', ...over, closedAt: plusSeconds(closedAt, 1) })
      await soon(() => toCleanOf(newsletter)).toEqual([sent, cancelled])
      expect(await toCleanOf(newsletter, plusSeconds(due, -1))).toEqual([])
    })

    test('are not those without any, nor those that are open', async () => {
      const newsletter = freshSlug()
      const { stored, ...none } = over
      await given({ newsletter, date: '2026-11-01', ...none })
      await given({ newsletter, date: '2026-11-02', status: 'paused', stored })
      const last = await given({ newsletter, date: '2026-11-03', ...over })
      await soon(() => toCleanOf(newsletter)).toEqual([last])
    })

    test('lose one whose templates are deleted, and one that is sent again', async () => {
      const newsletter = freshSlug()
      const one = await given({ newsletter, date: '2026-11-01', ...over })
      const { closedAt: _, ...again } = await given({ newsletter, date: '2026-11-02', ...over })
      await soon(() => toCleanOf(newsletter)).toHaveLength(2)
      await digests.replace(forgetStored(one))
      await digests.replace({ ...again, status: 'sending' })
      await soon(() => toCleanOf(newsletter)).toEqual([])
    })
  })

  test('the latest of a newsletter come newest first, over or not, as many as asked for', async () => {
    const newsletter = freshSlug()
    const [, second, third] = [
      await given({ newsletter, date: '2026-11-10', status: 'sent' }),
      await given({ newsletter, date: '2026-11-17', status: 'sent' }),
      await given({ newsletter, date: '2026-11-24' }),
    ]
    await given()
    expect(await digests.latest(newsletter, 2)).toEqual([third, second])
    expect(await digests.latest(newsletter, 10)).toHaveLength(3)
    expect(await digests.latest(newsletter, 1, third)).toEqual([second])
    expect(await digests.latest(freshSlug(), 10)).toEqual([])
  })

  test('each revision’s content reads as it was saved', async () => {
    const digest = await given()
    const first = aContent({ revision: 1 })
    const second = aContent({ revision: 2, savedBy: 'editor', lead: { post: 'x', forEveryone: true } })
    await digests.saveContent(digest, first)
    await digests.saveContent(digest, second)
    expect(await digests.content(digest, 1)).toEqual(first)
    expect(await digests.content(digest, 2)).toEqual(second)
    expect(await digests.content(digest, 3)).toBeUndefined()
  })

  describe('the revisions', () => {
    const saved = async (...revisions: number[]): Promise<Digest> => {
      const digest = await given()
      for (const revision of revisions) await digests.saveContent(digest, aContent({ revision }))
      return digest
    }
    const numbers = async (digest: Digest, before: number | undefined, limit: number) =>
      (await digests.revisions(digest, before, limit)).map(({ revision }) => revision)

    test('come newest first, as many as asked for, before one or all', async () => {
      const digest = await saved(1, 2, 9, 10, 11)
      await saved(1, 2, 3)
      expect(await numbers(digest, undefined, 3)).toEqual([11, 10, 9])
      expect(await numbers(digest, 9, 3)).toEqual([2, 1])
      expect(await numbers(digest, 1, 3)).toEqual([])
      expect(await numbers(await given(), undefined, 3)).toEqual([])
    })

    test('say who saved them, when, and what they changed', async () => {
      const digest = await saved(1)
      const change = { savedBy: 'Ada', editorId: 'id-of-ada', change: 'Dropped “A”', madeFrom: 1 }
      await digests.saveContent(digest, aContent({ revision: 2, ...change }))
      const { savedAt } = aContent()
      expect(await digests.revisions(digest, undefined, 5)).toEqual([
        { revision: 2, savedAt, ...change },
        { revision: 1, savedAt, savedBy: 'drafting' },
      ])
    })

    test('list one that was saved before this was kept, by its number', async () => {
      const digest = await saved(1)
      const { savedAt, savedBy, ...row } = (await content.get(contentKey(digest, 1))) ?? {}
      expect([savedAt, savedBy]).toEqual([aContent().savedAt, 'drafting'])
      await content.put(row)
      expect(await digests.revisions(digest, undefined, 5)).toEqual([{ revision: 1 }])
      expect(await digests.content(digest, 1)).toEqual(aContent())
    })
  })

  describe('a control row', () => {
    const now = at('2026-11-24T07:00:00Z')

    /** Of a digest that was resumed once and is paused again, with so many readers. */
    const sizeOf = async (slug: string, readers: number, person: string, words: string, why: string) => {
      const resumed = withAct(anApprovedDigest(), { verb: 'resume', by: person, why, at: now })
      const digest = await given({
        ...pause({ ...resumed, status: 'sending' }, words, { cause: 'account', at: now, until: now }),
        newsletter: slug,
        kind: 'round-up',
        version: 99_999,
        approval: { revision: 99, editionHash: HASH, by: resumed.act?.by ?? '', at: now },
        attempt: 'x'.repeat(20),
        firstCallAt: now,
        heeded: ['account'],
        totals: {
          audience: readers,
          waiting: readers,
          accepted: readers,
          failed: readers,
          excluded: readers,
          uncertain: readers,
        },
        excluded: Object.fromEntries(ExclusionReason.options.map((reason) => [reason, readers])),
        localTime: '2026-11-24T07:00',
        feedback: { delayed: readers, delivered: readers, bounced: readers, complained: readers },
        movedAt: now,
        stored: { [shortHash(HASH)]: ['full-en', 'plain-en'] },
      })
      return itemSize(await content.get(controlKey(digest)))
    }

    test('of every field stays under 1 KB with an everyday reason and name', async () => {
      const words =
        'MessageRejected: Email address is not verified. The following identities failed the check: …@…'
      const size = await sizeOf(freshSlug(), 999_999, 'Ada Admin', words, 'The domain is verified again.')
      expect(size).toBeLessThan(1024)
    })

    test('and under 2 KB with the longest', async () => {
      const longest = '語'.repeat(300)
      const slug = freshSlug().padEnd(40, 'x')
      expect(await sizeOf(slug, 99_999_999, longest, longest, `another ${longest}`)).toBeLessThan(2048)
    })
  })
})
