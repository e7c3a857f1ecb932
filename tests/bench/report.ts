/** A bound that the benchmark must show, and what was measured. */
export interface Bound {
  readonly what: string
  readonly limit: string
  readonly measured: string
  readonly holds: boolean
  /** Why it does not hold. */
  readonly because?: string
}

export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

/** A part of the report: a heading, then what was found in order. */
export interface Part {
  readonly title: string
  readonly found: readonly (string | Table)[]
  readonly bounds: readonly Bound[]
}

/** With as many digits as matter. */
export const figure = (value: number): string => {
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-GB')
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toPrecision(3).replace(/\.?0+$/, '')
}

const cell = (value: string | number): string => (typeof value === 'number' ? figure(value) : value)

/** A table in Markdown that reads as one in a terminal too. */
export const tableText = ({ columns, rows }: Table): string => {
  const cells = [columns.map(String), ...rows.map((row) => row.map(cell))]
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => [...(row[column] ?? '')].length)))
  const isNumber = columns.map((_, column) => rows.some((row) => typeof row[column] === 'number'))
  const line = (row: readonly string[]): string => {
    const padded = widths.map((width, column) => {
      const text = row[column] ?? ''
      return isNumber[column] ? text.padStart(width) : text.padEnd(width)
    })
    return `| ${padded.join(' | ')} |`
  }
  const rule = widths.map((width, column) =>
    isNumber[column] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  )
  return [line(cells[0] ?? []), `| ${rule.join(' | ')} |`, ...cells.slice(1).map(line)].join('\n')
}

const verdictOf = ({ holds, measured, because }: Bound): string =>
  holds ? 'PASS' : `not held: measured floor ${measured}${because === undefined ? '' : ` because ${because}`}`

const boundsTable = (bounds: readonly Bound[]): Table => ({
  columns: ['bound', 'limit', 'measured', 'verdict'],
  rows: bounds.map((bound) => [bound.what, bound.limit, bound.measured, verdictOf(bound)]),
})

/** The whole report in Markdown, its bounds first. */
export const reportText = (title: string, intro: readonly string[], parts: readonly Part[]): string => {
  const bounds = parts.flatMap((part) => part.bounds)
  const found = parts.flatMap((part) => [
    `## ${part.title}`,
    ...part.found.map((one) => (typeof one === 'string' ? one : tableText(one))),
  ])
  return `${[`# ${title}`, ...intro, tableText(boundsTable(bounds)), ...found].join('\n\n')}\n`
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]]
  return (low + high) / 2
}
