import { seededRandom } from '#infra/local/seeded-random.ts'

/** When SES tells of mails, which no emulator can know: it is assumed. */
export interface Arriving {
  /** Readers that are mailed in a second. */
  readonly rate: number
  /** Half of the deliveries are told of within so many seconds of the call, and 95 % within seven times as many. */
  readonly medianDeliverySeconds: number
}

const SEND_SECONDS = 1
/** Of a log-normal time: its 95 % quantile is seven medians. */
const SPREAD = Math.log(7) / 1.645

/** When an event arrives, in seconds from the first call; `reader` counts in the order of the calls, `batchSize` a call. */
export const arrivalTimes = ({ rate, medianDeliverySeconds }: Arriving, batchSize: number) => {
  const random = seededRandom(3)
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return (reader: number, type: 'Send' | 'Delivery'): number => {
    const called = (Math.floor(reader / batchSize) * batchSize) / rate
    return (
      called +
      (type === 'Send' ? SEND_SECONDS * random() : medianDeliverySeconds * Math.exp(SPREAD * normal()))
    )
  }
}
