import type { Content } from '#functions/core/entry.ts'
import { onWebOnly } from '#functions/core/entry.ts'
import { numberOf } from '#functions/core/number-of.ts'
import { type BarRow, barRows } from './bar-rows.tsx'
import { Chart, type Drawing, TEXT } from './chart.tsx'
import { figure } from './figures.ts'
import { widthOf } from './fitted.ts'
import { Block } from './marks.tsx'

interface CategoryEntries {
  readonly name: string
  readonly mailed: number
  readonly onWeb: number
}

/** What a digest has in each category. The lead, which its mail has before all sections, counts in its own: lists of the desk show it there. */
export const entriesOf = (content: Pick<Content, 'lead' | 'sections'>): CategoryEntries[] =>
  content.sections.map((section) => {
    const onWeb = onWebOnly(content, section).length
    return { name: section.name, mailed: section.entries.length - onWeb, onWeb }
  })

const LEGEND = 30
const NAMES = { mailed: 'in the mail', 'on-web': 'on the web page only' } as const

const Legend = ({ picture }: { picture: string }) => {
  const second = 18 + widthOf(NAMES.mailed, TEXT) + 18
  return (
    <>
      <Block picture={picture} kind="mailed" x={0} y={3} width={12} height={12} />
      <text x={18} y={14}>
        {NAMES.mailed}
      </text>
      <Block picture={picture} kind="on-web" x={second} y={3} width={12} height={12} />
      <text x={second + 18} y={14}>
        {NAMES['on-web']}
      </text>
    </>
  )
}

/** How many entries of each category stand in the mail, and how many on the web page alone. */
export const EntriesByCategory = ({ categories }: { categories: readonly CategoryEntries[] }) => {
  const rows = categories.map(
    ({ name, mailed, onWeb }): BarRow => ({
      label: name,
      parts: [
        { kind: 'mailed', value: mailed },
        { kind: 'on-web', value: onWeb },
      ],
      told: onWeb === 0 ? figure(mailed) : `${figure(mailed)} + ${figure(onWeb)}`,
    }),
  )
  const told = categories.map(
    ({ name, mailed, onWeb }) =>
      `${name}: ${numberOf(mailed, 'entry', 'entries')} in the mail, ${figure(onWeb)} on the web page only`,
  )
  const draw = (picture: string, width: number): Drawing => {
    const { height, marks } = barRows(picture, width, rows, { top: LEGEND })
    return {
      height,
      marks: (
        <>
          <Legend picture={picture} />
          {marks}
        </>
      ),
    }
  }
  return (
    <Chart
      title="Entries by category"
      says={`${told.join('; ') || 'There is nothing to show'}.`}
      kinds={['mailed', 'on-web']}
      draw={draw}
      table={{
        head: ['', 'In the mail', 'On the web page only'],
        rows: categories.map(({ name, mailed, onWeb }) => [name, figure(mailed), figure(onWeb)]),
      }}
    />
  )
}
