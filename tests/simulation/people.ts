import { memberStanding } from '#functions/core/batch.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey, digestRefOf } from '#functions/core/digest-key.ts'
import { ExpectedError } from '#functions/core/errors.ts'
import { type Instant, plusSeconds } from '#functions/core/instant.ts'
import { readerIdOf } from '#functions/core/reader-id.ts'
import type { Functions } from './containers.ts'
import type { Fault } from './profile.ts'
import { Process } from './scheduler.ts'
import { wire } from './wire.ts'
import { isSimulated, LEASES, PEPPER, type Person, type World } from './world.ts'

const ADMIN = { by: 'the admin', why: 'as the seed would have it' }

const isGone = (person: Person): boolean => person.goneAtStep !== undefined

/** What people and other workers do while a digest is sent. */
export const startPeople = (world: World, functions: Functions) => {
  const { scheduler, random } = world
  let people = 0

  /** One person does something; it may not fit any more, or their program may die under it. */
  const act = (name: string, does: (desk: ReturnType<typeof wire>['person']) => Promise<unknown>): void => {
    people += 1
    const process = new Process(`${name}-${people}`)
    process.state = 'act'
    does(wire(world, 'person', process).person).catch((error) => {
      if (!(error instanceof ExpectedError || isSimulated(error)))
        world.breach(`${name} failed: ${error?.stack}`)
    })
  }

  /** No call is under way any more, and the mail itself is mended. */
  const mends = (pausedAt: Instant): boolean =>
    world.mendable && plusSeconds(pausedAt, 2 * LEASES.call) <= world.clock()

  const someone = (): Person | undefined => {
    const active = [...world.people.values()].filter((person) => !isGone(person))
    return active.length > 0 ? random.pick(active) : undefined
  }
  const someDigest = (): Digest => random.pick(world.digests)

  const acts: Partial<Record<Fault, () => void>> = {
    unsubscribe() {
      const person = someone()
      if (person === undefined) return
      const change = { status: 'unsubscribed', statusAt: world.clock() } as const
      act('unsubscribe', ({ subscribers }) => subscribers.update(person.newsletter, person.id, change))
    },
    complaint() {
      const person = someone()
      if (person !== undefined) act('complaint', ({ suppress }) => suppress(person.id, 'complaint'))
    },
    join() {
      const number = world.people.size + 1000
      const address = `late-${number}@mail.example`
      const newsletter = random.pick(world.newsletters).slug
      const now = world.clock()
      const reader = {
        newsletter,
        address,
        status: 'active',
        categories: 'all',
        consentAt: now,
        statusAt: now,
      } as const
      const id = readerIdOf(PEPPER, address)
      const person: Person = {
        id,
        address,
        newsletter,
        categories: 'all',
        joinedAtStep: scheduler.steps,
        goneAtStep: undefined,
        everActive: true,
      }
      world.people.set(id, person)
      world.byAddress.set(address, person)
      act('join', ({ addSubscriber }) => addSubscriber(reader))
    },
    pause() {
      const digest = someDigest()
      act('pause', ({ control }) => control.pause(digestRefOf(digest), ADMIN))
    },
    resume() {
      const digest = someDigest()
      act('resume', ({ control }) => control.resume(digestRefOf(digest), ADMIN))
    },
    cancel() {
      const digest = someDigest()
      act('cancel', ({ control }) => control.cancel(digestRefOf(digest), ADMIN))
    },
    'rate changed'() {
      world.maxSendRate = random.pick([1, 3, 14, 50])
    },
    'two freezers'() {
      world.queues.freezes.push(JSON.stringify(digestRefOf(someDigest())))
    },
    'two dispatchers': functions.fire,
    'two sweepers'() {
      world.queues.closings.push(JSON.stringify(digestRefOf(someDigest())))
    },
  }

  return {
    /** Has something happen while this worker makes a request, if the seed says so. */
    stir(worker: Process): void {
      for (const [fault, happens] of Object.entries(acts) as [Fault, () => void][]) {
        if (!world.strikes(fault, [worker])) continue
        world.met(fault)
        scheduler.at(scheduler.now, happens)
      }
    },

    /** Once in a while the admin resumes what is paused, and looks after dead letters and the uncertain. */
    watch(): void {
      act('watch', async ({ digests, control }) => {
        for (const ref of world.digests) {
          const digest = await digests.get(digestRefOf(ref))
          // Those of the quota resume by themselves.
          if (digest?.paused?.until !== undefined) continue
          if (digest?.paused?.cause === 'alike' && mends(digest.paused.at)) world.refusesAll = undefined
          if (digest?.status === 'paused' || digest?.status === 'held')
            await control.resume(digestRefOf(digest), ADMIN)
        }
      })
      for (const queue of Object.values(world.queues)) {
        for (const { body } of queue.dead) queue.push(body)
        queue.dead.length = 0
      }
    },

    /** The admin has some uncertain or failed readers sent to again, or leaves uncertain ones. */
    decide(): void {
      const leaves = random.chance(0.3)
      const wanted = !leaves && random.chance(0.3) ? ['uncertain', 'failed'] : ['uncertain']
      act(leaves ? 'leave' : 'resend', async ({ digests, ledger, decide }) => {
        const digest = await digests.get(digestRefOf(someDigest()))
        if (digest?.attempt === undefined) return
        const ids: string[] = []
        const moment = { callIsOver: true, cancelled: false }
        for await (const { batch, events } of ledger.batches(digestKey(digest), digest.attempt))
          for (const [position, id] of batch.members.entries()) {
            const { disposition } = memberStanding(batch, events, position, moment)
            if (wanted.includes(disposition) && random.chance(0.7)) ids.push(id)
          }
        if (ids.length === 0) return
        if (leaves) {
          await decide.leave(digestRefOf(digest), ids, ADMIN)
          return
        }
        for (const id of ids) world.resent.set(id, (world.resent.get(id) ?? 0) + 1)
        await decide.resend(digestRefOf(digest), ids, ADMIN)
      })
    },
  }
}

export type People = ReturnType<typeof startPeople>
