import { expect, test } from 'vitest'
import { planOf } from '#functions/core/placement.ts'
import { knownPlans } from '#functions/use-cases/known-plans.ts'
import type { Digests } from '#functions/use-cases/ports.ts'
import { aContent, anApprovedDigest } from '#tests/support/builders.ts'

const reader = () => {
  const read: string[] = []
  const content: Digests['content'] = async ({ date }, revision) => {
    read.push(`${date}#${revision}`)
    return aContent({ revision })
  }
  return { read, planFor: knownPlans({ content }) }
}

test('a revision is read once, however many batches carry it', async () => {
  const { read, planFor } = reader()
  const plans = [await planFor(anApprovedDigest()), await planFor(anApprovedDigest())]
  expect(plans).toEqual(Array(2).fill(planOf(aContent())))
  expect(read).toEqual(['2026-11-24#1'])
})

test('a digest approved again at another revision, or another digest, has its own', async () => {
  const { read, planFor } = reader()
  await planFor(anApprovedDigest())
  await planFor(anApprovedDigest({ revision: 2 }))
  await planFor(anApprovedDigest({ date: '2026-12-01' }))
  expect(read).toEqual(['2026-11-24#1', '2026-11-24#2', '2026-12-01#1'])
})

test('a worker that lives long forgets the oldest', async () => {
  const { read, planFor } = reader()
  for (let revision = 1; revision <= 21; revision++) await planFor(anApprovedDigest({ revision }))
  await planFor(anApprovedDigest({ revision: 21 }))
  expect(read).toHaveLength(21)
  await planFor(anApprovedDigest({ revision: 1 }))
  expect(read).toHaveLength(22)
})

test('an approved digest without content is a bug, and is not remembered', async () => {
  const planFor = knownPlans({ content: async () => undefined })
  const digest = anApprovedDigest()
  for (const _ of [1, 2]) await expect(planFor(digest)).rejects.toThrow('has no approved content')
})
