import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { VirtualClock } from '#infra/local/virtual-clock.ts'

/** SES allows most calls about templates once a second. In virtual time each takes that second, so that nobody waits for it. */
export const spendTemplateSeconds = (clock: VirtualClock): (() => void) => {
  const spend = (message: unknown): void => {
    const { request } = message as { request: { url?: string } }
    if (request.url?.startsWith('/v2/email/templates')) clock.advanceTo(clock.now() + 1000)
  }
  subscribe('http.server.request.start', spend)
  return () => unsubscribe('http.server.request.start', spend)
}
