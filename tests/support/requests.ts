import type { Instant } from '#functions/core/instant.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'

let numbered = 0
const next = (): number => {
  numbered += 1
  return numbered
}

/** A sign-up as the queue holds it, of an address and an id of its own unless they are given. */
export const signUpRequest = (newsletter: string, at: Instant, over: object = {}) => ({
  kind: 'sign-up',
  id: `request-${next()}`,
  newsletter,
  at,
  address: `visitor-${next()}@mail.example`,
  preferences: { categories: 'all', language: 'en' },
  words: 'What was agreed to',
  version: '1',
  trace: { ip: '192.0.2.7', agent: 'A browser' },
  ...over,
})

/** A reader's own wish to be erased, as the queue holds it. */
export const erasureRequest = ({ newsletter, id }: Pick<Subscriber, 'newsletter' | 'id'>, at: Instant) => ({
  kind: 'erase',
  id: 'erase',
  newsletter,
  reader: id,
  at,
})
