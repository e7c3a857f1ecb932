/** The styles of charts, in the colours of the page. Marks take theirs from the class of what they stand for. */
export const CHART_STYLE = `
@layer parts {
  .chart { container-type: inline-size; display: grid; gap: .75rem }
  .chart figcaption { display: grid; gap: .125rem }
  .chart svg { inline-size: 100%; block-size: auto; overflow: visible; font-variant-numeric: tabular-nums }
  .chart-wide { display: none; max-inline-size: 44rem }
  .chart-narrow { max-inline-size: 27rem }
  @container (min-width: 34rem) {
    .chart-wide { display: block }
    .chart-narrow { display: none }
  }
  .chart text { fill: var(--ink) }
  .chart text.strong { font-weight: 650 }
  .chart .faint { fill: var(--quiet); font-weight: 400 }
  .chart .none text { fill: var(--quiet); font-weight: 400 }
  .chart .rail { fill: var(--paper); stroke: var(--line) }
  .chart .grid { fill: none; stroke: var(--line) }
  .chart .solid { fill: currentcolor }
  .chart .soft { fill: currentcolor; fill-opacity: .16 }
  .chart .line { fill: none; stroke: currentcolor }
  .chart :is(.accepted, .delivered) { color: var(--good-line) }
  .chart :is(.waiting, .mailed, .on-web, .readers) { color: var(--accent) }
  .chart :is(.uncertain, .delayed) { color: var(--warn-line) }
  .chart :is(.failed, .complained) { color: var(--danger) }
  .chart :is(.excluded, .bounced) { color: var(--quiet) }
  .chart details { overflow-x: auto }
}
`
