import { describe, expect, test } from 'vitest'
import { aNewsletter, at } from '#tests/support/builders.ts'
import { freshSlug } from '#tests/support/fresh.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { runCommand } from '#tests/support/run-command.ts'
import { isKnownHere, weeklyCases } from '#tests/support/weekly-cases.ts'

/** Without a desk: a command that opens the store fails. */
const slots = async (...args: string[]) => {
  const { code, out, err } = await runCommand(['slots', ...args])
  return { code, out, err: err.join('\n') }
}

describe.skipIf(weeklyCases.length === 0)(
  'gazette slots around recorded clock changes (skipped where the file of cases is absent)',
  () => {
    test.for(weeklyCases)('$zone, $case, $transitionUtc: one run a week', async (given) => {
      const { zone, weekday, localTime, runs, transitionUtc } = given
      const from = runs[0]?.localDate ?? ''
      const when = ['--zone', zone, '--weekday', weekday, '--time', localTime, '--from', from, '--count', '3']
      const { code, out } = await slots(...when, '--json')
      expect([code, out.length]).toEqual([0, 1])
      const printed: { utc: string; local: string }[] = JSON.parse(out[0] ?? '')
      // In a gap no clock shows the time: it runs at the gap's end, which is the transition.
      const expected = runs.map(({ utcInstantsWithThatLocalTime: [first] }) => first ?? transitionUtc)
      // Some governments have changed their rules since; there the dates alone still hold.
      if (isKnownHere(given)) expect(printed.map(({ utc }) => utc)).toEqual(expected)
      expect(printed.map(({ local }) => local.slice(0, 10))).toEqual(runs.map(({ localDate }) => localDate))
      for (const { utc, local } of printed) expect(at(local)).toBe(at(utc))
    })
  },
)

describe('gazette slots', () => {
  const london = ['--zone', 'Europe/London', '--weekday', 'Sunday'] as const

  test('prints a line of JSON', async () => {
    const { out } = await slots(
      ...london,
      '--time',
      '01:30',
      '--from',
      '2024-03-24',
      '--count',
      '2',
      '--json',
    )
    expect(out).toEqual([
      '[{"utc":"2024-03-24T01:30:00Z","local":"2024-03-24T01:30:00+00:00"},' +
        '{"utc":"2024-03-31T01:00:00Z","local":"2024-03-31T02:00:00+01:00"}]',
    ])
  })

  test('says in words what the clocks do that day', async () => {
    const on = async (time: string, from: string, ...more: string[]) =>
      (await slots(...london, '--time', time, '--from', from, '--count', '1', ...more)).out
    expect(await on('01:30', '2024-03-31')).toEqual([
      'Sunday 2024-03-31 02:00 Europe/London +01:00 (2024-03-31T01:00:00Z); 02:00 instead of 01:30, which no clock shows that day',
    ])
    expect(await on('01:30', '2024-10-27')).toEqual([
      expect.stringMatching(/01:30 Europe\/London \+01:00 .*; the first 01:30 of that day, .* twice$/),
    ])
    expect(await on('09:00', '2024-10-27')).toEqual([expect.stringMatching(/; the clocks change that day$/)])
    expect(await on('09:00', '2024-10-20')).toEqual([
      'Sunday 2024-10-20 09:00 Europe/London +01:00 (2024-10-20T08:00:00Z)',
    ])
    expect(await on('09:00', '2011-12-30', '--zone', 'Pacific/Apia', '--weekday', 'friday')).toEqual([
      expect.stringMatching(/^Saturday 2011-12-31 00:00 .*; 00:00 instead of 09:00 on 2011-12-30/),
    ])
  })

  test('takes several weekdays, every so many weeks, and months; five from today without more words', async () => {
    const dates = async (...args: string[]) =>
      (await slots(...london, '--time', '07:00', ...args)).out.map((line) => line.split(' ')[1])
    const from = ['--from', '2026-11-26', '--count', '3']
    expect(await dates('--weekday', 'FRIDAY', ...from)).toEqual(['2026-11-27', '2026-11-29', '2026-12-04'])
    expect(await dates('--every', '2', ...from)).toEqual(['2026-11-29', '2026-12-13', '2026-12-27'])
    expect(await dates('--month', 'first', ...from)).toEqual(['2026-12-06', '2027-01-03', '2027-02-07'])
    expect(await dates()).toHaveLength(5)
  })

  test.each([
    [['--zone', 'Europe/Londn'], 'Europe/Londn is no time zone. Name one such as'],
    [['--weekday', 'sonntag'], 'sonntag is no weekday. Name one of monday,'],
    [['--time', '24:00'], '24:00 is no time of day. Write it as'],
    [['--time', '7:00'], '7:00 is no time of day'],
    [['--from', '2023-02-29'], '2023-02-29 is no date'],
    [['--from', 'tomorrow'], 'tomorrow is no date'],
    [['--count', '0'], '--count takes a whole number from 1 to 100, not 0.'],
    [['--count', '101'], 'not 101'],
    [['--count', 'many'], 'not many'],
    [['--every', '53'], '--every takes a whole number from 1 to 52, not 53.'],
    [['--month', 'third'], '--month takes first or last, not third.'],
    [['--month', 'first', '--every', '2'], 'not both'],
    [['sample'], 'not both'],
  ])('refuses %j, and says what would be right', async (wrong, words) => {
    const { code, err, out } = await slots(...london, '--time', '07:00', ...wrong)
    expect([code, out]).toEqual([2, []])
    expect(err).toContain(words)
  })

  test('needs a newsletter, or a whole slot', async () => {
    for (const args of [[], ['--zone', 'UTC'], ['--weekday', 'sunday', '--time', '07:00'], ['--json']])
      expect((await slots(...args)).code).toBe(2)
  })
})

describe('gazette slots of a newsletter', async () => {
  const { desk } = await startTestCloud()
  const of = async (over: Parameters<typeof aNewsletter>[0], ...args: string[]) => {
    const slug = freshSlug()
    await desk.newsletters.put(aNewsletter({ slug, ...over }))
    return (await runCommand(['slots', slug, '--from', '2026-11-23', '--count', '2', ...args], desk)).out
  }

  test('lists what stands of before a change, then the new ones', async () => {
    const changed = {
      slot: { weekday: 'monday' as const, time: '07:00' },
      slotFrom: '2026-11-30',
      formerSlots: [
        { date: '2026-11-17', at: at('2026-11-17T07:00:00Z') },
        { date: '2026-11-24', at: at('2026-11-24T07:00:00Z') },
      ],
    }
    expect(await of(changed)).toEqual([
      'Tuesday 2026-11-24 07:00 UTC +00:00 (2026-11-24T07:00:00Z); as before the change',
      'Monday 2026-11-30 07:00 UTC +00:00 (2026-11-30T07:00:00Z)',
    ])
  })

  test('says when the first readers are due, where each gets it at their own hour', async () => {
    const own = { zone: 'America/New_York', localHour: true }
    expect(JSON.parse((await of(own, '--json'))[0] ?? '')[0]).toEqual({
      utc: '2026-11-24T12:00:00Z',
      local: '2026-11-24T07:00:00-05:00',
      deadline: '2026-11-23T17:00:00Z',
    })
    expect((await of(own))[0]).toMatch(
      /the first readers are due, and it must be approved, by 2026-11-23T17:00:00Z$/,
    )
  })

  test('says which there are when it knows none of the name', async () => {
    const { code, err } = await runCommand(['slots', 'none-such'], desk)
    expect([code, err.join()]).toEqual([2, expect.stringContaining('There is no newsletter none-such')])
  })
})
