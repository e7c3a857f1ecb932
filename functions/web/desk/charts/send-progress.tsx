import { nearMomentWords } from '#functions/core/clock-words.ts'
import type { Counted } from '#functions/core/counted.ts'
import type { Instant } from '#functions/core/instant.ts'
import { numberOf } from '#functions/core/number-of.ts'
import { Chart, type Drawing, NARROW, SMALL } from './chart.tsx'
import { figure, percentOf, roomyFigure } from './figures.ts'
import { Block } from './marks.tsx'
import { shares } from './scale.ts'

const KINDS = ['accepted', 'waiting', 'uncertain', 'failed', 'excluded'] as const

const BAR = 30
const ROUND = 5
const LEAST = 4
const SWATCH = 12
const NUMBER = 19
const ROW = 26

type Totals = Counted['totals']

const Bar = ({ picture, width, totals }: { picture: string; width: number; totals: Totals }) => {
  const widths = shares(
    KINDS.map((kind) => totals[kind]),
    width,
    LEAST,
  )
  const starts = widths.map((_, index) => widths.slice(0, index).reduce((sum, one) => sum + one, 0))
  const clip = `${picture}-bar`
  return (
    <>
      <clipPath id={clip}>
        <rect width={width} height={BAR} rx={ROUND} />
      </clipPath>
      <rect x={0.5} y={0.5} width={width - 1} height={BAR - 1} rx={ROUND} class="rail" />
      <g clip-path={`url(#${clip})`}>
        {KINDS.map((kind, index) => {
          const own = widths[index] ?? 0
          if (own === 0) return null
          return <Block picture={picture} kind={kind} x={starts[index] ?? 0} y={0} width={own} height={BAR} />
        })}
      </g>
    </>
  )
}

/** The numbers side by side, below the bar. */
const beside = (picture: string, width: number, { audience, ...parts }: Totals): Drawing => {
  const column = width / KINDS.length
  const top = BAR + 18
  const marks = KINDS.map((kind, index) => {
    const x = index * column
    return (
      <g class={parts[kind] === 0 ? 'none' : undefined}>
        <Block picture={picture} kind={kind} x={x} y={top} width={SWATCH} height={SWATCH} />
        <text x={x + SWATCH + 6} y={top + 11}>
          {kind}
        </text>
        <text x={x} y={top + 37} font-size={NUMBER} class="strong">
          {roomyFigure(parts[kind])}
        </text>
        <text x={x} y={top + 56} font-size={SMALL} class="faint">
          {percentOf(parts[kind], audience)}
        </text>
      </g>
    )
  })
  return { height: top + 62, marks }
}

/** The numbers one below the other. */
const below = (picture: string, width: number, { audience, ...parts }: Totals): Drawing => {
  const top = BAR + 12
  const marks = KINDS.map((kind, index) => {
    const y = top + index * ROW
    return (
      <g class={parts[kind] === 0 ? 'none' : undefined}>
        <Block picture={picture} kind={kind} x={0} y={y + 6} width={SWATCH} height={SWATCH} />
        <text x={SWATCH + 8} y={y + 17}>
          {kind}
        </text>
        <text x={width - 70} y={y + 17} text-anchor="end" class="strong">
          {roomyFigure(parts[kind])}
        </text>
        <text x={width} y={y + 17} text-anchor="end" font-size={SMALL} class="faint">
          {percentOf(parts[kind], audience)}
        </text>
      </g>
    )
  })
  return { height: top + KINDS.length * ROW, marks }
}

/** How all readers of a digest stand: what each part is, and that the parts are the whole. */
export const SendProgress = ({
  counted: { at, totals },
  now,
  zone,
}: {
  counted: Pick<Counted, 'at' | 'totals'>
  now: Instant
  zone: string
}) => {
  const told = KINDS.map((kind) => `${figure(totals[kind])} ${kind}`).join(', ')
  const draw = (picture: string, width: number): Drawing => {
    const { height, marks } = (width === NARROW ? below : beside)(picture, width, totals)
    return {
      height,
      marks: (
        <>
          <Bar picture={picture} width={width} totals={totals} />
          {marks}
        </>
      ),
    }
  }
  const rows = [...KINDS, 'audience' as const].map((kind) => [
    kind === 'audience' ? 'all readers' : kind,
    figure(totals[kind]),
    percentOf(totals[kind], totals.audience),
  ])
  return (
    <Chart
      title="How its readers stand"
      says={`Of ${numberOf(totals.audience, 'reader')}: ${told}.`}
      stand={`${numberOf(totals.audience, 'reader')}, counted ${nearMomentWords(at, now, zone)} ${zone}`}
      kinds={KINDS}
      draw={draw}
      table={{ head: ['', 'Readers', 'Part'], rows }}
    />
  )
}
