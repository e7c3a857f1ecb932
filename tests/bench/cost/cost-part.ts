import type { Counted } from '../counts/count-both.ts'
import { type Bound, figure, type Part, type Table } from '../report.ts'
import { ASSUMED, costLines, type Load, mostThatEventsCost, ratioOf, secondsOf } from './cost.ts'
import type { Deployed } from './deployed.ts'
import { loadOfAMillion, type Scenario } from './million.ts'
import { PRICES, SES_PLANS, type SesPlan } from './prices.ts'

const MOST = { 'Send and Delivery': 1.03, 'Delivery alone': 1.02 } as const
const PLANS = Object.keys(SES_PLANS) as SesPlan[]

const money = (dollars: number): string => `$${dollars.toFixed(dollars < 0.1 ? 4 : 2)}`

interface Costed {
  readonly scenario: Scenario
  readonly load: Load
}

const linesTable = (costed: readonly Costed[]): Table => {
  const all = costed.map(({ load }) => costLines(load, 'à la carte'))
  const total = (lines: (typeof all)[number]) => lines.reduce((sum, { dollars }) => sum + dollars, 0)
  return {
    columns: [
      'à la carte',
      'price',
      ...costed.flatMap(({ scenario: { rate, events } }) => [`count, ${events}, ${rate}/s`, 'cost']),
    ],
    rows: [
      ...(all[0] ?? []).map(({ name, price }, row) => [
        name,
        `$${price.dollars} per ${figure(price.per)} ${price.unit}`,
        ...all.flatMap((lines) => [lines[row]?.count ?? 0, money(lines[row]?.dollars ?? 0)]),
      ]),
      ['all', '', ...all.flatMap((lines) => ['', money(total(lines))])],
    ],
  }
}

const boundOf = ({ scenario, load }: Costed, plan: SesPlan): Bound => {
  const lines = costLines(load, plan)
  const ratio = ratioOf(lines)
  const worst = ratio + mostThatEventsCost(load) / (lines[0]?.dollars ?? 1)
  const most = MOST[scenario.events]
  return {
    what: `cost of 1,000,000 readers, ${plan}, ${scenario.events}, ${scenario.rate}/s`,
    limit: `≤ ${most} × SES`,
    measured: `${ratio.toFixed(4)} × (at worst ${worst.toFixed(4)} ×)`,
    holds: ratio <= most,
    because: 'of the lines that it is made of',
  }
}

/** What no price shows: whether the steps that one function does at once end in time. */
const longStepsTable = (load: Load, { timeoutSeconds }: Deployed): Table => {
  const handlerOf = {
    freeze: 'freeze-audience',
    'read-back': 'freeze-audience',
    closing: 'close-digest',
  } as const
  return {
    columns: ['step of 1,000,000 readers', 'memory in MB', 'seconds', 'its function may run'],
    rows: load.work
      .filter((one) => one.name in handlerOf)
      .map((one) => [
        one.name,
        one.memoryMb,
        secondsOf(one) / Math.max(1, one.name === 'closing' ? one.invocations : 1),
        `${timeoutSeconds[handlerOf[one.name as keyof typeof handlerOf]]} s`,
      ]),
  }
}

/** The cost of a digest to a million readers, from what was counted. */
export const costPart = (
  { measured }: Counted,
  deployed: Deployed,
  rates: readonly number[],
  median: number,
): Part => {
  const scenarios = (['Send and Delivery', 'Delivery alone'] as const).flatMap((events) =>
    rates.map((rate): Scenario => ({ rate, events, medianDeliverySeconds: median })),
  )
  const costed = scenarios.map((scenario) => ({
    scenario,
    load: loadOfAMillion(measured, deployed, scenario),
  }))
  const prices = [...Object.entries(PRICES), ...Object.entries(SES_PLANS)]
  const of = (events: Scenario['events']) => costed.filter(({ scenario }) => scenario.events === events)
  const [first] = costed
  return {
    title: 'Cost of 1,000,000 readers',
    found: [
      `Counts of the two sends above on a straight line to 1,000,000; ticks for as long as the send lasts; events gathered as above, half of the deliveries within ${median} s. Assumed: a call to SES takes ${ASSUMED.sesCallMs} ms and any other request ${ASSUMED.otherRequestMs} ms, one after the other; CPU as measured, at the share of a vCPU that a function’s memory buys (${figure(ASSUMED.mbOfOneCpu)} MB: one); ${ASSUMED.messagesARequest} events in a request of SQS, ${ASSUMED.logBytesACall} bytes of log a call of Lambda. No free tiers.`,
      linesTable(of('Send and Delivery')),
      linesTable(of('Delivery alone')),
      'At worst: each request of SQS receives one event alone, and SQS counts the deliveries from the topic as requests, which its price list does not say.',
      ...(first === undefined ? [] : [longStepsTable(first.load, deployed)]),
      'Prices, us-east-1:',
      {
        columns: ['what', 'price', 'as of'],
        rows: prices.map(([name, { dollars, per, unit, of: source }]) => [
          name,
          `$${dollars} per ${figure(per)} ${unit}`,
          source,
        ]),
      },
    ],
    bounds: costed.flatMap((one) => PLANS.map((plan) => boundOf(one, plan))),
  }
}
