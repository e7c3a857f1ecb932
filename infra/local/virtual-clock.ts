import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'

/** A clock that the local cloud can jump: it replaces `Date` in this process, so that handlers, emulators and the SES simulator all go by it and none of them knows. */
export interface VirtualClock {
  now(): number
  /** Moves the clock forward; never back. */
  advanceTo(ms: number): void
  restore(): void
}

const REQUEST_STARTS = 'http.server.request.start'

/** Node dates answers by the real time. To a client of AWS that would be a wrong clock of its own, after which it takes every error for one of time and repeats the request. */
const leaveUndated = (message: unknown): void => {
  const { response } = message as { response: ServerResponse }
  response.sendDate = false
}

/** It starts now, or at another time. */
export const startVirtualClock = (startMs = Date.now()): VirtualClock => {
  const RealDate = globalThis.Date
  let offset = startMs - RealDate.now()
  const now = (): number => RealDate.now() + offset
  subscribe(REQUEST_STARTS, leaveUndated)
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  })
  return {
    now,
    advanceTo(ms) {
      offset = Math.max(offset, ms - RealDate.now())
    },
    restore() {
      globalThis.Date = RealDate
      unsubscribe(REQUEST_STARTS, leaveUndated)
    },
  }
}
