import { type Drawing, NARROW, TEXT } from './chart.tsx'
import { fitted, widthOf } from './fitted.ts'
import { Block, type Kind } from './marks.tsx'
import { rounded } from './scale.ts'

export interface BarRow {
  readonly label: string
  readonly parts: readonly { readonly kind: Kind; readonly value: number }[]
  /** What stands behind the bar, and what it adds to that. */
  readonly told: string
  readonly more?: string | undefined
}

const LABEL = 216
const GAP = 12
const BAR = 16
const LEAST = 2
const TO_TOLD = 8
const LINE = 28

interface Place {
  readonly top: number
  /** Where bars begin, and how long the longest is. */
  readonly from: number
  readonly room: number
  readonly labelRoom: number
  /** Of the label's text, and of the bar, below the top. */
  readonly lines: readonly [number, number]
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0)
const wholeOf = ({ parts }: BarRow): number => sumOf(parts.map(({ value }) => value))

const Row = ({ picture, row, most, place }: { picture: string; row: BarRow; most: number; place: Place }) => {
  const { top, from, room, labelRoom } = place
  const [labelAt, barAt] = place.lines
  const lengths = row.parts.map(({ value }) => (value === 0 ? 0 : Math.max(LEAST, (value / most) * room)))
  const end = Math.min(room, sumOf(lengths))
  return (
    <>
      <text x={0} y={top + labelAt}>
        {fitted(row.label, labelRoom, TEXT)}
      </text>
      {row.parts.map(({ kind }, index) => {
        const x = from + sumOf(lengths.slice(0, index))
        const width = lengths[index] ?? 0
        return width === 0 ? null : (
          <Block picture={picture} kind={kind} x={x} y={top + barAt} width={width} height={BAR} />
        )
      })}
      <text x={rounded(from + end + (end === 0 ? 0 : TO_TOLD))} y={top + barAt + 13} class="strong">
        {row.told}
        {row.more !== undefined && (
          <tspan dx={TO_TOLD} class="faint">
            {row.more}
          </tspan>
        )}
      </text>
    </>
  )
}

const Line = ({ y, text }: { y: number; text: string }) => (
  <text x={0} y={y + 18} class="faint">
    {text}
  </text>
)

/** Horizontal bars of one scale, one below the other: each label beside its bar, or above it where there is no room. `below`: words for what is not drawn. */
export const barRows = (
  picture: string,
  width: number,
  rows: readonly BarRow[],
  { top = 0, below }: { readonly top?: number; readonly below?: string | undefined } = {},
): Drawing => {
  const isNarrow = width === NARROW
  const height = isNarrow ? 44 : LINE
  const from = isNarrow ? 0 : LABEL
  const widths = rows.map(({ told, more = '' }) => widthOf(told, TEXT) + TO_TOLD + widthOf(more, TEXT))
  const told = Math.max(0, ...widths) + TO_TOLD
  const place = {
    from,
    room: width - from - told,
    labelRoom: isNarrow ? width : LABEL - GAP,
    lines: isNarrow ? ([14, 20] as const) : ([18, 5] as const),
  }
  const most = Math.max(1, ...rows.map(wholeOf))
  const words = rows.length === 0 ? 'There is nothing to show.' : below
  const bottom = top + rows.length * height
  return {
    height: bottom + (words === undefined ? 0 : LINE),
    marks: (
      <>
        {rows.map((row, index) => (
          <Row picture={picture} row={row} most={most} place={{ ...place, top: top + index * height }} />
        ))}
        {words !== undefined && <Line y={bottom} text={words} />}
      </>
    ),
  }
}
