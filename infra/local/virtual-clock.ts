/** A clock that the local cloud can jump: it replaces `Date` in this process, so that handlers, emulators and the SES simulator all go by it and none of them knows. */
export interface VirtualClock {
  now(): number
  /** Moves the clock forward; never back. */
  advanceTo(ms: number): void
  restore(): void
}

/** It starts now, or at another time. */
export const startVirtualClock = (startMs = Date.now()): VirtualClock => {
  const RealDate = globalThis.Date
  let offset = startMs - RealDate.now()
  const now = (): number => RealDate.now() + offset
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
    },
  }
}
