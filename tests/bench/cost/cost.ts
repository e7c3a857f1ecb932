import { costOf, type Price } from '#functions/core/prices.ts'
import type { Count } from '../counts/meter.ts'
import { PRICES, SES_PLANS, type SesPlan } from './prices.ts'

/** What a digest to so many readers needs. */
export interface Load {
  readonly readers: number
  readonly batches: number
  /** Messages of SES's events. */
  readonly events: number
  readonly seconds: number
  /** Functions by what they do: how often they are called, their CPU and requests in all, and their memory. */
  readonly work: readonly Work[]
  readonly writeUnits: number
  readonly readUnits: number
  /** Requests with which batches are handed out and their queue is measured. */
  readonly handOuts: number
  /** Queues that Lambda asks all the while. */
  readonly queues: number
  readonly secretRequests: number
}

export interface Work
  extends Pick<Count, 'invocations' | 'cpuMs' | 'logBytes' | 'sesCalls' | 'dynamoRequests'> {
  readonly name: string
  readonly memoryMb: number
}

export interface Line {
  readonly name: string
  readonly count: number
  readonly price: Price
  readonly dollars: number
}

/** What cannot be measured here. */
export const ASSUMED = {
  sesCallMs: 150,
  otherRequestMs: 5,
  /** With so much memory a function has one vCPU; with less, its share (Lambda developer guide, memory). */
  mbOfOneCpu: 1769,
  /** Lambda's own three lines a call. */
  logBytesACall: 400,
  /** Messages that one request receives or deletes (SQS: ten at most). */
  messagesARequest: 10,
  /** Lambda waits at each queue with so many requests, each of 20 s. */
  pollersAQueue: 5,
  pollSeconds: 20,
  /** A batch with its events, in the ledger for a month. */
  storedBytesABatch: 2048,
} as const

const sum = <T>(all: readonly T[], of: (one: T) => number): number =>
  all.reduce((total, one) => total + of(one), 0)

/** How long a function runs in all: waiting, and its CPU at its share of one. */
export const secondsOf = ({ cpuMs, sesCalls, dynamoRequests, memoryMb }: Work): number => {
  const share = Math.min(1, memoryMb / ASSUMED.mbOfOneCpu)
  return (cpuMs / share + sesCalls * ASSUMED.sesCallMs + dynamoRequests * ASSUMED.otherRequestMs) / 1000
}

const GIGA = 1e9

/** What a digest costs, line by line; the first is SES's own. */
export const costLines = (load: Load, plan: SesPlan): Line[] => {
  const { batches, events, work } = load
  const calls = sum(work, ({ invocations }) => invocations)
  const tickCalls = sum(
    work.filter(({ name }) => name === 'tick'),
    ({ invocations }) => invocations,
  )
  const polls = (load.seconds / ASSUMED.pollSeconds) * ASSUMED.pollersAQueue * load.queues
  const logged = calls * ASSUMED.logBytesACall + sum(work, ({ logBytes }) => logBytes)
  const counted: [string, number, Price][] = [
    ['SES: readers', load.readers, SES_PLANS[plan]],
    ['SNS: publishes of events', events, PRICES.publish],
    ['SQS: batches handed out', load.handOuts, PRICES.queueRequest],
    ['SQS: batches received and deleted', 2 * batches, PRICES.queueRequest],
    ['SQS: events received and deleted', (2 * events) / ASSUMED.messagesARequest, PRICES.queueRequest],
    ['SQS: Lambda waits at the queues', polls, PRICES.queueRequest],
    ['Lambda: calls', calls, PRICES.functionCall],
    ['Lambda: GB-s', sum(work, (one) => (secondsOf(one) * one.memoryMb) / 1024), PRICES.gigabyteSecond],
    ['DynamoDB: write units', load.writeUnits, PRICES.writeUnit],
    ['DynamoDB: read units', load.readUnits, PRICES.readUnit],
    [
      'DynamoDB: ledger kept for a month',
      (batches * ASSUMED.storedBytesABatch) / GIGA,
      PRICES.storedGigabyte,
    ],
    ['CloudWatch: logs', logged / GIGA, PRICES.loggedGigabyte],
    ['EventBridge: ticks', tickCalls, PRICES.ruleEvent],
    ['Secrets Manager: requests', load.secretRequests, PRICES.secretRequest],
  ]
  return counted.map(([name, count, price]) => ({ name, count, price, dollars: costOf(count, price) }))
}

/** What all of it costs, as a multiple of what SES alone does. */
export const ratioOf = (lines: readonly Line[]): number => {
  const total = sum(lines, ({ dollars }) => dollars)
  return total / (lines[0]?.dollars ?? total)
}

/** What SQS would cost more if each request received one event alone, and counted the topic's deliveries too. */
export const mostThatEventsCost = ({ events }: Pick<Load, 'events'>): number =>
  costOf(events - events / ASSUMED.messagesARequest, PRICES.queueRequest) +
  costOf(events, PRICES.queueRequest)
