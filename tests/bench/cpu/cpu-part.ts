import { REFUSED_HTML_BYTES } from '#functions/core/mail-size.ts'
import { type Bound, figure, median, type Part } from '../report.ts'
import { type Measured, measureCpu } from './measure-cpu.ts'

const [LEAST_MJML, LEAST_ONE_EACH] = [40, 8]

const boundOf = (what: string, least: number, ratio: number): Bound => ({
  what,
  limit: `≥ ${least} ×`,
  measured: `${figure(ratio)} ×`,
  holds: ratio >= least,
  because: 'a call of the SDK costs what it does on this machine',
})

const ABOUT: Readonly<Record<string, string>> = {
  bulk: 'Gazette: placement, tokens, headers, tags, one SendBulkEmail for 50 readers',
  mjml: 'MJML rendered for each reader by the edition’s renderer, not even sent',
  'one each, filled': 'HTML rendered once, filled in for each reader, one SendEmail each',
  'one each, filled, 10 at once': 'the same, ten calls at once',
  'one each, Liquid': 'the same, filled in by Liquid',
  'filling alone': 'of which filling in',
  'Liquid alone': 'of which Liquid',
}

const rowsOf = ({ measured }: Measured) =>
  Object.entries(measured).map(([name, rounds]) => {
    const [least, most] = [Math.min(...rounds), Math.max(...rounds)]
    return [
      ABOUT[name] ?? name,
      Math.round(median(rounds)),
      `${figure(Math.round(least))} to ${figure(Math.round(most))}`,
    ]
  })

/** The sender's CPU a reader, against rendering for each reader and against one call for each reader. */
export const cpuPart = async (rounds: number): Promise<Part> => {
  const result = await measureCpu(rounds)
  const of = (name: string): number => median(result.measured[name] ?? [])
  const oneEach = Math.min(
    ...Object.keys(result.measured)
      .filter((name) => name.startsWith('one each'))
      .map(of),
  )
  const { html, text } = result.bytes
  return {
    title: 'CPU of the sender',
    found: [
      `The sender is a process of its own, the SES simulator another; user and system time of the sender alone, in µs a reader, medians of ${rounds} rounds that take turns, after two to warm up. The sample’s digest: ${figure(html)} bytes of HTML, ${figure(text)} of text.`,
      { columns: ['way', 'µs a reader', 'rounds'], rows: rowsOf(result) },
    ],
    bounds: [
      {
        what: 'largest rendered view of the sample’s digest',
        limit: `≤ ${figure(REFUSED_HTML_BYTES / 1000)} kB, or its approval is refused`,
        measured: `${figure(html / 1000)} kB`,
        holds: html <= REFUSED_HTML_BYTES,
        because: 'it has too many entries',
      },
      boundOf('sender CPU against MJML for each reader', LEAST_MJML, of('mjml') / of('bulk')),
      boundOf(
        'sender CPU against one SendEmail each, the cheapest of them',
        LEAST_ONE_EACH,
        oneEach / of('bulk'),
      ),
    ],
  }
}
