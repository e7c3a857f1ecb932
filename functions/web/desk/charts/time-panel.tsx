import { type Instant, msOf } from '#functions/core/instant.ts'
import type { TimeTick } from '#functions/core/time-ticks.ts'
import { SMALL, TEXT } from './chart.tsx'
import type { Point } from './cumulate.ts'
import { roomyFigure, shortFigure } from './figures.ts'
import { DASHES, type Kind, Marker } from './marks.tsx'
import { rounded, roundValues, spread } from './scale.ts'

/** Two lines of text. */
const LABEL = 32

/** Where time runs from left to right. */
export interface Frame {
  readonly left: number
  readonly right: number
  readonly from: Instant
  readonly to: Instant
}

const xOf = ({ left, right, from, to }: Frame, at: Instant): number =>
  left + ((msOf(at) - msOf(from)) / (msOf(to) - msOf(from))) * (right - left)

type Path = readonly (readonly [number, number])[]

const drawn = (points: Path): string =>
  points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${rounded(x)} ${rounded(y)}`).join('')

const Area = ({ kind, points, ground }: { kind: Kind; points: Path; ground: number }) => {
  const [left = 0, right = 0] = [points[0]?.[0], points.at(-1)?.[0]].map((x) => rounded(x ?? 0))
  return <path class={`${kind} soft`} d={`${drawn(points)}L${right} ${ground}L${left} ${ground}Z`} />
}

const Line = ({ kind, points }: { kind: Kind; points: Path }) => (
  <path
    class={`${kind} line`}
    d={drawn(points)}
    stroke-width="2"
    stroke-dasharray={DASHES[kind]}
    stroke-linejoin="round"
  />
)

/** Lines of one scale, each with its name and its last value at its end. */
export const TimePanel = ({
  frame,
  top,
  height,
  series,
}: {
  frame: Frame
  top: number
  height: number
  series: ReadonlyMap<Kind, readonly Point[]>
}) => {
  const lastOf = (points: readonly Point[]): number => points.at(-1)?.count ?? 0
  const values = roundValues(Math.max(...[...series.values()].map(lastOf)), 3)
  const most = values.at(-1) ?? 1
  const yOf = (count: number): number => top + height - (count / most) * height
  const kinds = [...series.keys()]
  const ends = kinds.map((kind) => yOf(lastOf(series.get(kind) ?? [])))
  const labels = spread(ends, LABEL, top - 8, top + height + 8)
  return (
    <>
      {values.map((value) => (
        <>
          <path class="grid" d={`M${frame.left} ${rounded(yOf(value))}H${frame.right}`} />
          <text
            x={frame.left - 6}
            y={rounded(yOf(value)) + 4}
            text-anchor="end"
            font-size={SMALL}
            class="faint"
          >
            {shortFigure(value)}
          </text>
        </>
      ))}
      {kinds.map((kind, index) => {
        const points = series.get(kind) ?? []
        const label = labels[index] ?? top
        const path = points.map(({ at, count }) => [xOf(frame, at), yOf(count)] as const)
        return (
          <>
            {kind === 'delivered' && <Area kind={kind} points={path} ground={top + height} />}
            <Line kind={kind} points={path} />
            <Marker kind={kind} x={frame.right} y={rounded(ends[index] ?? top)} />
            <Marker kind={kind} x={frame.right + 16} y={label + 9} />
            <text x={frame.right + 26} y={label + 13} font-size={SMALL}>
              {kind}
            </text>
            <text x={frame.right + 26} y={label + 28} font-size={TEXT} class="strong">
              {roomyFigure(lastOf(points))}
            </text>
          </>
        )
      })}
    </>
  )
}

/** The moments below the lines. */
export const TimeAxis = ({ frame, y, ticks }: { frame: Frame; y: number; ticks: readonly TimeTick[] }) => (
  <>
    {ticks.map(({ at, time, day }) => {
      const x = rounded(xOf(frame, at))
      return (
        <>
          <path class="grid" d={`M${x} ${y}v5`} />
          <text x={x} y={y + 18} text-anchor="middle" font-size={SMALL} class="faint">
            {time ?? day}
          </text>
          {time !== undefined && day !== undefined && (
            <text x={x} y={y + 33} text-anchor="middle" font-size={SMALL} class="faint">
              {day.replace(/^\w+ /, '')}
            </text>
          )}
        </>
      )
    })}
  </>
)
