import { expect, test } from 'vitest'
import { DigestStatus } from '#functions/core/digest.ts'
import { type ControlVerb, fitsVerb } from '#functions/core/fits-verb.ts'
import { aDigest, anApprovedDigest } from '#tests/support/builders.ts'

test.each<[ControlVerb, string]>([
  ['hold', 'draft approved'],
  ['skip', 'draft held'],
  ['pause', 'approved sending'],
  ['resume', 'paused held'],
  ['cancel', 'draft approving approved sending paused held'],
])('%s fits a digest that is %s', (verb, wanted) => {
  const fitting = DigestStatus.options.filter((status) => fitsVerb(verb, aDigest({ status })))
  expect(fitting.toSorted()).toEqual(wanted.split(' ').toSorted())
})

test('a held digest that was approved is not skipped but cancelled', () => {
  const held = anApprovedDigest({ status: 'held' })
  expect([fitsVerb('skip', held), fitsVerb('cancel', held)]).toEqual([false, true])
})
