import { expect, test } from 'vitest'
import type { Digest } from '#functions/core/digest.ts'
import type { Content } from '#functions/core/entry.ts'
import { plusDays } from '#functions/core/instant.ts'
import { contentsToRoundUp, earlierEntries } from '#functions/use-cases/earlier-digests.ts'
import type { Digests } from '#functions/use-cases/ports.ts'
import { aContent, anApprovedDigest, anEntry, SLOT_AT } from '#tests/support/builders.ts'

/** Days before or after the slot of the draft. */
const on = (days: number) => plusDays(SLOT_AT, days)
const dateOn = (days: number): string => on(days).slice(0, 10)

/** A digest that began to be sent at its slot, drafted two days before. */
const sentOn = (days: number, over: Partial<Digest> = {}): Digest =>
  anApprovedDigest({
    date: dateOn(days),
    dueAt: on(days),
    cutOffAt: on(days - 2),
    status: 'sent',
    firstCallAt: on(days),
    ...over,
  })

/** Digests of which each says its own date. */
const digestsOf = (all: readonly Digest[]) =>
  ({
    latest: async () => all.toSorted((one, other) => (one.date < other.date ? 1 : -1)),
    content: async ({ date }: { date: string }) => aContent({ entries: [anEntry({ post: date })] }),
  }) as unknown as Digests

const draft = { newsletter: 'sample', kind: 'round-up', date: dateOn(0), cutOffAt: on(-2) } as const
const datesIn = (contents: readonly Content[]): string[] =>
  contents.flatMap(({ entries }) => entries.map(({ post }) => post))
const gathered = async (...all: Digest[]) => datesIn(await contentsToRoundUp(digestsOf(all), draft))

const roundUp = (days: number, over: Partial<Digest> = {}) => sentOn(days, { kind: 'round-up', ...over })

test('a round-up gathers what began to be sent since the last one was drafted, newest first', async () => {
  expect(await gathered(sentOn(-7), sentOn(-14), roundUp(-14), sentOn(-21))).toEqual([
    dateOn(-7),
    dateOn(-14),
  ])
})

test('and what was sent late: a digest that was held while the last one was drafted', async () => {
  expect(await gathered(sentOn(-7), roundUp(-14), sentOn(-21, { firstCallAt: on(-13) }))).toEqual([
    dateOn(-7),
    dateOn(-21),
  ])
})

test('but nothing that no reader got, nor what comes beside it', async () => {
  const unsent = sentOn(-7, { status: 'cancelled', firstCallAt: undefined })
  expect(await gathered(unsent, sentOn(0), sentOn(-14))).toEqual([dateOn(-14)])
})

test('the first one tells of about a month, and one after a long gap of two', async () => {
  const weekly = Array.from({ length: 20 }, (_, week) => sentOn(-7 * (week + 1)))
  expect(await gathered(...weekly)).toHaveLength(4)
  expect(await gathered(...weekly, roundUp(-120))).toHaveLength(9)
  expect(
    await gathered(...weekly, roundUp(-21, { status: 'cancelled', firstCallAt: undefined })),
  ).toHaveLength(4)
})

test('a draft knows the entries of the last two regular digests that went out or are about to', async () => {
  const all = [
    sentOn(-7, { status: 'approved', firstCallAt: undefined }),
    sentOn(-14, { status: 'skipped', approval: undefined, firstCallAt: undefined }),
    roundUp(-14),
    sentOn(-21),
    sentOn(-28),
  ]
  const told = await earlierEntries(digestsOf(all), { ...draft, kind: 'regular' })
  expect(told.map(({ post }) => post)).toEqual([dateOn(-7), dateOn(-21)])
})
