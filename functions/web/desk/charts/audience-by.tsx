import { numberOf } from '#functions/core/number-of.ts'
import { type BarRow, barRows } from './bar-rows.tsx'
import { Chart } from './chart.tsx'
import { figure, percentOf, roomyFigure } from './figures.ts'

interface Bar {
  readonly label: string
  readonly readers: number
}

/** A longer picture is no picture; the table has them all. */
const MOST_BARS = 16

const wordsFor = (others: readonly Bar[]): string | undefined => {
  const readers = others.reduce((sum, one) => sum + one.readers, 0)
  return others.length === 0
    ? undefined
    : `and ${figure(others.length)} more, with ${numberOf(readers, 'reader')}: see the table`
}

/** Counts of readers by one of their choices, in the order in which they are given. `of`: how many there are in all, of whom each count is a part. */
export const AudienceBy = ({
  title,
  bars,
  of,
  stand,
}: {
  title: string
  bars: readonly Bar[]
  of?: number
  stand?: string
}) => {
  const partOf = (readers: number): string[] => (of === undefined ? [] : [percentOf(readers, of)])
  const rows = bars.slice(0, MOST_BARS).map(
    ({ label, readers }): BarRow => ({
      label,
      parts: [{ kind: 'readers', value: readers }],
      told: roomyFigure(readers),
      more: partOf(readers)[0],
    }),
  )
  return (
    <Chart
      title={title}
      says={`${bars.map(({ label, readers }) => `${label}: ${numberOf(readers, 'reader')}`).join('; ') || 'There is nothing to show'}.`}
      stand={stand}
      kinds={['readers']}
      draw={(picture, width) => barRows(picture, width, rows, { below: wordsFor(bars.slice(MOST_BARS)) })}
      table={{
        head: ['', 'Readers', ...(of === undefined ? [] : ['Part'])],
        rows: bars.map(({ label, readers }) => [label, figure(readers), ...partOf(readers)]),
      }}
    />
  )
}
