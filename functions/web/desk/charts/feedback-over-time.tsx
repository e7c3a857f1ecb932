import { nearMomentWords } from '#functions/core/clock-words.ts'
import { type FeedbackHour, HOUR_SETS } from '#functions/core/feedback-hour.ts'
import type { Instant } from '#functions/core/instant.ts'
import { timeTicks } from '#functions/core/time-ticks.ts'
import { Chart, type Drawing, NARROW, SMALL } from './chart.tsx'
import { cumulate, shownUntil } from './cumulate.ts'
import { figure } from './figures.ts'
import { type Frame, TimeAxis, TimePanel } from './time-panel.tsx'

const TROUBLES = ['delayed', 'bounced', 'complained'] as const
type Series = 'delivered' | (typeof TROUBLES)[number]

/** Most are delivered to and few complain: of one scale, the few would be one line on the ground. */
const PANELS = [
  { kinds: ['delivered'], height: 120 },
  { kinds: TROUBLES, height: 110 },
] as const satisfies { kinds: readonly Series[]; height: number }[]

const HEAD = 42
const AXIS = 42
const LABEL_PX = 64

const seriesOf = (kinds: readonly Series[], hours: readonly FeedbackHour[], { from, to }: Frame) =>
  new Map(kinds.map((kind) => [kind, cumulate(hours, kind, from, to)]))

const draw =
  (hours: readonly FeedbackHour[], from: Instant, to: Instant, zone: string) =>
  (_: string, width: number): Drawing => {
    const isNarrow = width === NARROW
    const frame: Frame = { left: 44, right: width - (isNarrow ? 100 : 112), from, to }
    const tops = PANELS.map((_, index) =>
      PANELS.slice(0, index).reduce((sum, { height }) => sum + height + HEAD, HEAD),
    )
    const bottom = PANELS.reduce((sum, { height }) => sum + height + HEAD, 0)
    const ticks = timeTicks(from, to, zone, LABEL_PX / (frame.right - frame.left))
    return {
      height: bottom + AXIS,
      marks: (
        <>
          {PANELS.map(({ kinds, height }, index) => (
            <>
              <text x={0} y={(tops[index] ?? 0) - 16} font-size={SMALL} class="faint">
                {kinds.length === 1 ? 'Delivered' : 'Delayed, bounced, complained'}
              </text>
              <TimePanel
                frame={frame}
                top={tops[index] ?? 0}
                height={height}
                series={seriesOf(kinds, hours, frame)}
              />
            </>
          ))}
          <TimeAxis frame={frame} y={bottom} ticks={ticks} />
        </>
      ),
    }
  }

const NOTHING = 'SES has told nothing yet.'

const drawNothing = (): Drawing => ({
  height: 28,
  marks: (
    <text x={0} y={18} class="faint">
      Its lines begin with the first event.
    </text>
  ),
})

const sumOf = (hours: readonly FeedbackHour[], set: Series): number =>
  hours.reduce((sum, hour) => sum + hour[set], 0)

const told = (hours: readonly FeedbackHour[]): string =>
  (['delivered', ...TROUBLES] as const)
    .filter((set) => sumOf(hours, set) > 0)
    .map((set) => `${figure(sumOf(hours, set))} ${set}`)
    .join(', ') || 'nothing'

/** What SES told of a digest's mails, added up hour by hour from its first call on. A picture alone: a mail that was delayed may be delivered later, and stands in both lines. */
export const FeedbackOverTime = ({
  hours,
  from,
  now,
  zone,
}: {
  hours: readonly FeedbackHour[]
  from: Instant
  now: Instant
  zone: string
}) => {
  const to = shownUntil(hours, from, now)
  const near = (at: Instant) => `${nearMomentWords(at, now, zone)} ${zone}`
  const after = hours.filter(({ hour }) => hour >= to)
  const beyond = after.length === 0 ? '' : ` After the picture’s end: ${told(after)}.`
  const stand = hours.length === 0 ? NOTHING : `By the hour until ${near(to)}.${beyond}`
  return (
    <Chart
      title="Feedback over time"
      says={
        hours.length === 0
          ? NOTHING
          : `From ${near(from)} to ${near(to)}: ${told(hours.filter(({ hour }) => hour < to))}.${beyond}`
      }
      stand={stand}
      kinds={[]}
      draw={hours.length === 0 ? drawNothing : draw(hours, from, to, zone)}
      table={{
        head: [`Hour from (${zone})`, ...HOUR_SETS],
        rows: hours.map((hour) => [
          nearMomentWords(hour.hour, now, zone),
          ...HOUR_SETS.map((set) => figure(hour[set])),
        ]),
      }}
    />
  )
}
