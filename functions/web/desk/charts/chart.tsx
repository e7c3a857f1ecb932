import type { Child } from 'hono/jsx'
import { Fills, type Kind } from './marks.tsx'

/** A picture is drawn twice, for wide and for narrow columns: text in one that is scaled down cannot be read. */
export const WIDE = 560
export const NARROW = 300

/** Of the text in a picture that says nothing else. */
export const TEXT = 13
export const SMALL = 12

export interface Drawing {
  readonly height: number
  readonly marks: Child
}

interface Chart {
  /** Of no two charts on a page the same. */
  readonly title: string
  /** What the picture shows, for who does not see it. */
  readonly says: string
  /** When and of what its numbers are. */
  readonly stand?: string | undefined
  /** Those that it fills something with. */
  readonly kinds: readonly Kind[]
  readonly draw: (picture: string, width: number) => Drawing
  /** What the picture was drawn from. */
  readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
}

const idOf = (title: string): string => `chart-${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`

const Picture = ({ chart, picture, width }: { chart: Chart; picture: string; width: number }) => {
  const { height, marks } = chart.draw(picture, width)
  return (
    <svg
      class={width === WIDE ? 'chart-wide' : 'chart-narrow'}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby={`${picture}-title`}
      aria-describedby={`${picture}-desc`}
      font-size={TEXT}
    >
      <title id={`${picture}-title`}>{chart.title}</title>
      <desc id={`${picture}-desc`}>{chart.says}</desc>
      <Fills picture={picture} kinds={chart.kinds} />
      {marks}
    </svg>
  )
}

const Table = ({ title, table }: Chart) => (
  <details>
    <summary>The numbers in a table</summary>
    <table>
      <caption class="hidden-words">{title}</caption>
      <thead>
        <tr>
          {table.head.map((name, column) => (
            <th scope="col" class={column > 0 ? 'number' : undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map(([name, ...values]) => (
          <tr>
            <th scope="row">{name}</th>
            {values.map((value) => (
              <td class="number">{value}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </details>
)

/** A picture with its title, its date and the table behind it. Colours come by classes, for no page may hold styles. */
export const Chart = (chart: Chart) => {
  const id = idOf(chart.title)
  return (
    <figure class="chart">
      <figcaption>
        <b>{chart.title}</b>
        {chart.stand !== undefined && <span class="quiet">{chart.stand}</span>}
      </figcaption>
      <Picture chart={chart} picture={`${id}-wide`} width={WIDE} />
      <Picture chart={chart} picture={`${id}-narrow`} width={NARROW} />
      <Table {...chart} />
    </figure>
  )
}
