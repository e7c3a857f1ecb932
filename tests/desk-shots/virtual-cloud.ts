import { type Instant, msOf, plusSeconds } from '#functions/core/instant.ts'
import { systemClock } from '#functions/wiring/clock.ts'
import { wireDesk } from '#functions/wiring/desk.ts'
import { startLocalCloud } from '#infra/local/local-cloud.ts'
import { SENDER_DOMAIN } from '#infra/local/sender-domain.ts'
import { startVirtualClock } from '#infra/local/virtual-clock.ts'
import { local } from '#infra/stages.ts'
import { spendTemplateSeconds } from '#tests/support/spend-template-seconds.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const STEP_SECONDS = 3600

/** A local cloud that begins at a moment, in whose time weeks pass in seconds. */
export const startVirtualCloud = async (begins: Instant) => {
  const clock = startVirtualClock(msOf(begins))
  const stopSpending = spendTemplateSeconds(clock)
  const folder = temporaryFolder()
  const cloud = await startLocalCloud({
    dataDir: folder.path,
    senderDomain: SENDER_DOMAIN,
    stage: (origin) => ({ ...local(origin, 'unlimited'), logLevel: 'silent' }),
    port: 0,
  })
  const desk = wireDesk()

  /** Works on all that is there, without letting time pass. */
  const work = async (): Promise<void> => {
    await cloud.workers.tick()
    await cloud.workers.drain()
    await cloud.inbox.idle()
    await cloud.workers.drain()
  }

  return {
    ...cloud,
    desk,
    work,
    /** Lets time pass up to a moment, working on all that falls due meanwhile. */
    async goTo(moment: Instant): Promise<void> {
      while (systemClock() < moment) {
        const next = plusSeconds(systemClock(), STEP_SECONDS)
        clock.advanceTo(msOf(next < moment ? next : moment))
        await work()
      }
    },
    async stop(): Promise<void> {
      await cloud.stop()
      folder.remove()
      stopSpending()
      clock.restore()
    },
  }
}

export type VirtualCloud = Awaited<ReturnType<typeof startVirtualCloud>>
