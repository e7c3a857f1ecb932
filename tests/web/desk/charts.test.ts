import { type CheerioAPI, load } from 'cheerio'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FeedbackHour } from '#functions/core/feedback-hour.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import { AudienceBy } from '#functions/web/desk/charts/audience-by.tsx'
import { EntriesByCategory, entriesOf } from '#functions/web/desk/charts/entries-by-category.tsx'
import { FeedbackOverTime } from '#functions/web/desk/charts/feedback-over-time.tsx'
import { percentOf } from '#functions/web/desk/charts/figures.ts'
import { fitted, widthOf } from '#functions/web/desk/charts/fitted.ts'
import { roundValues, shares, spread } from '#functions/web/desk/charts/scale.ts'
import { SendProgress } from '#functions/web/desk/charts/send-progress.tsx'
import { aContent, anEntry, aSection, at, someTotals } from '#tests/support/builders.ts'
import { hostileText } from '#tests/support/hostile-strings.ts'

const FROM = at('2026-11-24T06:00:10Z')
const ZONE = 'Europe/Berlin'
const PICTURES = ['svg.chart-wide', 'svg.chart-narrow'] as const

const parsed = (chart: unknown): CheerioAPI => load(String(chart), { xml: true })

const texts = ($: CheerioAPI, within: string): string[] =>
  $(`${within} text`)
    .map((_, text) => $(text).text())
    .get()
const rows = ($: CheerioAPI): string[][] =>
  $('tbody tr')
    .map((_, row) => [
      $(row)
        .children()
        .map((__, cell) => $(cell).text())
        .get(),
    ])
    .get()

/** Where a text begins and ends, by its anchor. */
const spanOf = (x: number, width: number, anchor: string | undefined): [number, number] => {
  if (anchor === 'end') return [x - width, x]
  return anchor === 'middle' ? [x - width / 2, x + width / 2] : [x, x + width]
}

/** What lies outside of a picture, or has no number for a place. */
const outside = ($: CheerioAPI, picture: string): string[] => {
  const svg = $(picture)
  const [, , width = 0, height = 0] = (svg.attr('viewBox') ?? '').split(' ').map(Number)
  const fits = (from: number, to: number, most: number) => from >= -0.6 && to <= most + 0.6
  const faults: string[] = []
  svg.find('rect').each((_, rect) => {
    const [x, y, w, h] = ['x', 'y', 'width', 'height'].map((name) => Number($(rect).attr(name) ?? 0))
    if (!fits(x ?? Number.NaN, (x ?? 0) + (w ?? Number.NaN), width)) faults.push(`rect at ${x} of ${w}`)
    if (!fits(y ?? Number.NaN, (y ?? 0) + (h ?? Number.NaN), height)) faults.push(`rect down at ${y}`)
  })
  svg.find('text').each((_, text) => {
    const size = Number($(text).attr('font-size') ?? svg.attr('font-size'))
    const [from, to] = spanOf(
      Number($(text).attr('x')),
      // As wide as the narrowest type that browsers have: the server's own reckoning is no witness.
      [...$(text).text()].length * size * 0.5,
      $(text).attr('text-anchor'),
    )
    if (!fits(from, to, width)) faults.push(`${$(text).text()} from ${from} to ${to}`)
    const y = Number($(text).attr('y'))
    if (!fits(y - size, y, height)) faults.push(`${$(text).text()} at ${y}`)
  })
  svg.find('path[class~="line"], path[class~="grid"]').each((_, path) => {
    if (/NaN|Infinity|undefined/.test($(path).attr('d') ?? 'undefined')) faults.push('a line without a place')
  })
  return faults
}

/** What every chart must be, whatever it shows. */
const expectSound = (chart: unknown): CheerioAPI => {
  const $ = parsed(chart)
  for (const picture of PICTURES) {
    const svg = $(picture)
    expect(svg.attr('role')).toBe('img')
    expect($(`[id="${svg.attr('aria-labelledby')}"]`).text()).toBe($('figcaption b').text())
    expect($(`[id="${svg.attr('aria-describedby')}"]`).text()).toMatch(/\.$/)
    expect(outside($, picture)).toEqual([])
  }
  const ids = $('[id]')
    .map((_, one) => $(one).attr('id'))
    .get()
  expect(new Set(ids).size).toBe(ids.length)
  for (const [, id] of String(chart).matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id)
  expect(String(chart)).not.toMatch(/\sstyle=|<style/)
  expect($('details table caption')).toHaveLength(1)
  return $
}

const numberIn = (text: string): number => Number(text.replaceAll(',', ''))

describe('the progress of a send', () => {
  const progress = (over: Partial<ReturnType<typeof someTotals>>) => {
    const totals = someTotals(over)
    return SendProgress({ counted: { at: FROM, totals }, now: FROM, zone: ZONE })
  }
  const totals = { audience: 12_900, accepted: 8000, waiting: 4480, uncertain: 7, failed: 3, excluded: 410 }

  test('shows each part with its number and its share, and says them in its description', () => {
    const $ = expectSound(progress(totals))
    for (const picture of PICTURES)
      expect(texts($, picture)).toEqual([
        ...['accepted', '8,000', '62 %', 'waiting', '4,480', '35 %', 'uncertain', '7', '< 0.1 %'],
        ...['failed', '3', '< 0.1 %', 'excluded', '410', '3.2 %'],
      ])
    expect($('svg.chart-wide desc').text()).toBe(
      'Of 12,900 readers: 8,000 accepted, 4,480 waiting, 7 uncertain, 3 failed, 410 excluded.',
    )
    expect($('figcaption').text()).toContain('12,900 readers, counted Tue 24 Nov, 07:00 Europe/Berlin')
  })

  test('has a table whose parts are the whole', () => {
    const table = rows(expectSound(progress(totals)))
    const counts = table.map(([, readers = '']) => numberIn(readers))
    expect(counts.slice(0, -1).reduce((sum, one) => sum + one, 0)).toBe(counts.at(-1))
    expect(table.at(-1)).toEqual(['all readers', '12,900', '100 %'])
  })

  test('fills its bar from end to end, with the few still to be seen', () => {
    const $ = parsed(progress(totals))
    const widths = $('svg.chart-wide g[clip-path] > g')
      .map((_, one) => Number($(one).children().first().attr('width')))
      .get()
    expect(widths).toHaveLength(5)
    expect(widths.reduce((sum, one) => sum + one, 0)).toBeCloseTo(560, 0)
    expect(Math.min(...widths)).toBeGreaterThanOrEqual(4)
  })

  test('of nobody, of one and of millions is sound', () => {
    expectSound(progress({}))
    expectSound(progress({ audience: 1, waiting: 1 }))
    const $ = expectSound(progress({ audience: 5_000_000_000, accepted: 4_999_999_999, failed: 1 }))
    expect(texts($, 'svg.chart-wide').slice(0, 3)).toEqual(['accepted', '5B', '> 99.9 %'])
    expect(rows($)[0]).toEqual(['accepted', '4,999,999,999', '> 99.9 %'])
  })
})

const anHour = (number: number, over: Partial<FeedbackHour> = {}): FeedbackHour => ({
  hour: plusSeconds(at('2026-11-24T06:00:00Z'), number * 3600),
  sent: 0,
  delivered: 0,
  delayed: 0,
  bounced: 0,
  complained: 0,
  ...over,
})

describe('feedback over time', () => {
  const over = (hours: readonly FeedbackHour[], now = plusSeconds(FROM, 400 * 3600)) =>
    FeedbackOverTime({ hours, from: FROM, now, zone: ZONE })
  const hours = [
    anHour(0, { sent: 100, delivered: 80, delayed: 9, bounced: 3 }),
    anHour(1, { delivered: 12, complained: 1 }),
    anHour(5, { delivered: 3, bounced: 1 }),
  ]

  test('ends each line with its name and its sum', () => {
    const $ = expectSound(over(hours))
    for (const picture of PICTURES) {
      const strong = $(`${picture} text.strong`)
        .map((_, text) => `${$(text).prev().text()} ${$(text).text()}`)
        .get()
      expect(strong).toEqual(['delivered 95', 'delayed 9', 'bounced 4', 'complained 1'])
    }
    expect($('svg.chart-wide desc').text()).toBe(
      'From Tue 24 Nov, 07:00 Europe/Berlin to Tue 24 Nov, 13:00 Europe/Berlin: 95 delivered, 9 delayed, 4 bounced, 1 complained.',
    )
  })

  test('tells its lines apart by dashes and shapes, not by colour alone', () => {
    const $ = parsed(over(hours))
    const lines = $('svg.chart-wide path.line')
      .map((_, path) => $(path).attr('stroke-dasharray') ?? 'solid')
      .get()
    expect(new Set(lines).size).toBe(4)
    const markers = $('svg.chart-wide path.solid')
      .map((_, path) => $(path).attr('d'))
      .get()
    expect(new Set(markers).size).toBe(4)
  })

  test('has no two moments closer than 64 pixels', () => {
    for (const length of [1, 2, 5, 11, 26, 49, 71, 300])
      for (const picture of PICTURES) {
        const $ = expectSound(over([anHour(0, { delivered: 1 }), anHour(length, { bounced: 1 })]))
        const places = new Set(
          $(`${picture} text[text-anchor="middle"]`)
            .map((_, text) => Number($(text).attr('x')))
            .get(),
        )
        const gaps = [...places].map((x, index) => x - ([...places][index - 1] ?? Number.NEGATIVE_INFINITY))
        expect(Math.min(...gaps)).toBeGreaterThanOrEqual(63)
        expect(places.size).toBeGreaterThanOrEqual(1)
      }
  })

  test('has every hour in its table, those beyond its end too, which it names', () => {
    const $ = expectSound(over([...hours, anHour(200, { complained: 1 })]))
    expect(rows($)).toEqual([
      ['Tue 24 Nov, 07:00', '100', '80', '9', '3', '0'],
      ['Tue 24 Nov, 08:00', '0', '12', '0', '0', '1'],
      ['Tue 24 Nov, 12:00', '0', '3', '0', '1', '0'],
      ['Wed 2 Dec, 15:00', '0', '0', '0', '0', '1'],
    ])
    expect($('figcaption').text()).toMatch(/After the picture’s end: 1 complained\.$/)
    expect($('svg.chart-wide text.strong').last().text()).toBe('1')
  })

  test('of nothing, of one moment, of events before the first call and of millions is sound', () => {
    const $ = expectSound(over([]))
    expect($('figcaption').text()).toContain('SES has told nothing yet.')
    expect(rows($)).toEqual([])
    expectSound(over([anHour(0, { delivered: 1 })], FROM))
    expect(
      parsed(over([anHour(-3, { delivered: 2 })]))('svg.chart-wide text.strong')
        .first()
        .text(),
    ).toBe('2')
    const millions = over([anHour(0, { delivered: 98_765_432, delayed: 9_999_999, bounced: 1 })])
    expect(texts(expectSound(millions), 'svg.chart-narrow')).toContain('98,765,432')
  })
})

describe('entries by category', () => {
  test('count a section’s entries in the mail and on the web page, the lead among those in the mail', () => {
    const entries = ['a', 'b', 'c', 'd'].map((post) => anEntry({ post }))
    const content = aContent({
      entries,
      sections: [aSection({ name: 'News', entries: ['a', 'b', 'c', 'd'], mailed: 2 })],
      lead: { post: 'b', forEveryone: true },
    })
    expect(entriesOf(content)).toEqual([{ name: 'News', mailed: 3, onWeb: 1 }])
  })

  test('are bars whose numbers are those of the table', () => {
    const $ = expectSound(
      EntriesByCategory({
        categories: [
          { name: 'News', mailed: 4, onWeb: 7 },
          { name: 'Culture', mailed: 3, onWeb: 0 },
          { name: 'Other', mailed: 0, onWeb: 0 },
        ],
      }),
    )
    for (const picture of PICTURES)
      expect(texts($, picture).slice(2)).toEqual(['News', '4 + 7', 'Culture', '3', 'Other', '0'])
    expect(rows($)).toEqual([
      ['News', '4', '7'],
      ['Culture', '3', '0'],
      ['Other', '0', '0'],
    ])
    expect($('svg.chart-wide desc').text()).toBe(
      'News: 4 entries in the mail, 7 on the web page only; Culture: 3 entries in the mail, 0 on the web page only; Other: 0 entries in the mail, 0 on the web page only.',
    )
  })

  test('of no category says so', () => {
    expect(texts(expectSound(EntriesByCategory({ categories: [] })), 'svg.chart-wide')).toContain(
      'There is nothing to show.',
    )
  })
})

describe('an audience by its choices', () => {
  test('has a bar for each, as long as its part of the largest', () => {
    const bars = [
      { label: 'News', readers: 10_000 },
      { label: 'Land', readers: 2500 },
    ]
    const $ = expectSound(AudienceBy({ title: 'Readers by category', bars, of: 12_480 }))
    const lengths = $('svg.chart-wide g.readers')
      .map((_, one) => Number($(one).children().first().attr('width')))
      .get()
    expect((lengths[1] ?? 0) / (lengths[0] ?? 1)).toBeCloseTo(0.25, 2)
    expect(rows($)).toEqual([
      ['News', '10,000', '80 %'],
      ['Land', '2,500', '20 %'],
    ])
    expect(texts($, 'svg.chart-wide')).toEqual(['News', '10,00080 %', 'Land', '2,50020 %'])
  })

  test('of many draws the first, says how many more there are, and lists all', () => {
    const bars = Array.from({ length: 60 }, (_, number) => ({ label: `Wave ${number}`, readers: number }))
    const $ = expectSound(AudienceBy({ title: 'Readers by wave', bars }))
    expect($('svg.chart-wide .strong')).toHaveLength(16)
    expect(texts($, 'svg.chart-wide').at(-1)).toBe('and 44 more, with 1,650 readers: see the table')
    expect(rows($)).toHaveLength(60)
  })

  test('shows any name as text, and cuts one that is too long', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 0, max: 99_999_999 }), (label, readers) => {
        const $ = expectSound(AudienceBy({ title: 'Readers by category', bars: [{ label, readers }] }))
        expect($('script, svg image, svg a')).toHaveLength(0)
      }),
      { numRuns: 50 },
    )
  })
})

describe('the parts of a chart', () => {
  test('round values begin at 0, rise evenly in whole numbers, and reach the most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (most) => {
        const values = roundValues(most, 3)
        expect(values[0]).toBe(0)
        expect(values.at(-1)).toBeGreaterThanOrEqual(most)
        expect(values.length).toBeLessThanOrEqual(4)
        expect(values.every(Number.isInteger)).toBe(true)
      }),
    )
  })

  test('shares fill the length, keep the order of the values, and hide nobody', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5_000_000), { minLength: 5, maxLength: 5 }), (values) => {
        const lengths = shares(values, 330, 4)
        const sum = lengths.reduce((total, one) => total + one, 0)
        expect(sum).toBeCloseTo(values.some((value) => value > 0) ? 330 : 0, 5)
        for (const [index, length] of lengths.entries()) expect(length > 0).toBe((values[index] ?? 0) > 0)
      }),
    )
  })

  test('labels stand in the order of their lines, apart, and within their panel', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(110), { minLength: 1, maxLength: 3 }), (wanted) => {
        const places = spread(wanted, 32, 0, 126)
        const sorted = places.toSorted((one, other) => one - other)
        for (const [index, place] of sorted.entries())
          expect(place - (sorted[index - 1] ?? place - 32)).toBeGreaterThanOrEqual(32)
        expect(sorted[0]).toBeGreaterThanOrEqual(0)
        expect((sorted.at(-1) ?? 0) + 32).toBeLessThanOrEqual(126)
      }),
    )
  })

  test('a text that has no room is cut with an ellipsis', () => {
    expect(fitted('News', 168, 13)).toBe('News')
    const cut = fitted('Culture and the arts of the northern provinces', 168, 13)
    expect(cut).toMatch(/^Culture and.*…$/)
    expect(widthOf(cut, 13)).toBeLessThanOrEqual(168)
  })

  test.each([
    [0, 0, '0 %'],
    [0, 9, '0 %'],
    [1, 12_900, '< 0.1 %'],
    [1, 3, '33 %'],
    [1, 30, '3.3 %'],
    [995, 1000, '99.5 %'],
    [12_899, 12_900, '> 99.9 %'],
    [9, 9, '100 %'],
  ])('%i of %i is %s', (part, whole, says) => {
    expect(percentOf(part, whole)).toBe(says)
  })
})

test('a figure of a picture’s scale is short', () => {
  const chart = FeedbackOverTime({
    hours: [anHour(0, { delivered: 12_345 })],
    from: FROM,
    now: plusSeconds(FROM, 3000),
    zone: ZONE,
  })
  const $ = parsed(chart)
  const scale = $('svg.chart-narrow text[text-anchor="end"]')
    .map((_, text) => $(text).text())
    .get()
  expect(scale).toEqual(['0', '5K', '10K', '15K', '0', '1'])
})
