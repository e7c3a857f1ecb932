import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plusDays, plusSeconds } from '#functions/core/instant.ts'
import { afterReport, isEnough, NO_RUN, type SoftReport, type SoftRun } from '#functions/core/soft-bounces.ts'
import { at } from '#tests/support/builders.ts'

const BEGIN = at('2026-11-01T07:00:00Z')
const bounced = (day: number, mail = `mail-${day}`): SoftReport => ({
  told: 'bounced',
  at: plusDays(BEGIN, day),
  mail,
})
const delivered = (day: number): SoftReport => ({ told: 'delivered', at: plusDays(BEGIN, day) })
const runOf = (...reports: SoftReport[]): SoftRun => reports.reduce(afterReport, NO_RUN)

describe('soft bounces in a row', () => {
  test.each<[string, boolean, SoftReport[]]>([
    ['five over 14 days', true, [0, 3, 7, 10, 14].map((day) => bounced(day))],
    ['more of them', true, [0, 1, 2, 3, 4, 5, 14].map((day) => bounced(day))],
    ['four, however long', false, [0, 30, 60, 90].map((day) => bounced(day))],
    ['many within less than 14 days', false, [0, 2, 4, 6, 8, 10, 12, 13.99].map((day) => bounced(day))],
    ['five of which one is told of twice', false, [0, 3, 7, 7, 14].map((day) => bounced(day))],
    ['one mail, again and again', false, [0, 3, 7, 10, 14].map((day) => bounced(day, 'one mail'))],
    [
      'five with a delivery between',
      false,
      [bounced(0), delivered(1), ...[3, 7, 10, 15].map((d) => bounced(d))],
    ],
    ['five after a delivery', true, [delivered(-1), ...[0, 3, 7, 10, 14].map((day) => bounced(day))]],
    ['five, of which the first comes last', true, [14, 10, 7, 3, 0].map((day) => bounced(day))],
    [
      'five and a delivery of before them that comes late',
      true,
      [...[0, 3, 7, 10, 14].map((d) => bounced(d)), delivered(-2)],
    ],
    ['five and a delivery after them', false, [...[0, 3, 7, 10, 14].map((d) => bounced(d)), delivered(15)]],
  ])('are enough? %s: %s', (_, enough, reports) => {
    expect(isEnough(runOf(...reports))).toBe(enough)
  })

  test('are the same run, however often and in whatever order their events come', () => {
    const moment = fc.integer({ min: 0, max: 40 }).map((step) => plusSeconds(BEGIN, step * 86_400))
    const report = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          told: fc.constant('bounced' as const),
          at: moment,
          mail: fc.constantFrom(...'abcdefgh'),
        }),
      },
      { weight: 1, arbitrary: fc.record({ told: fc.constant('delivered' as const), at: moment }) },
    )
    const arrivals = fc.array(report, { maxLength: 15 }).chain((reports) =>
      fc.tuple(
        fc.constant(reports),
        fc
          .subarray(reports)
          .chain((again) =>
            fc.shuffledSubarray([...reports, ...again], { minLength: reports.length + again.length }),
          ),
      ),
    )
    fc.assert(
      fc.property(arrivals, ([reports, arriving]) => {
        expect(runOf(...arriving)).toEqual(runOf(...reports))
      }),
    )
  })

  test('that are told of again leave the very same run', () => {
    const reports = [bounced(0), delivered(-1), bounced(3)]
    const run = runOf(...reports)
    for (const report of reports) expect(afterReport(run, report)).toBe(run)
  })
})
