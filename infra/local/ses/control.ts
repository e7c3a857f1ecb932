import { Hono } from 'hono'
import { stream } from 'hono/streaming'
import * as z from 'zod'
import { acceptedEntries } from './accepted-entries.ts'
import { Account } from './account.ts'
import type { Publisher } from './events/publisher.ts'
import { FaultRule } from './faults/fault-rule.ts'
import type { Simulation } from './simulation.ts'
import { Identity } from './store/state.ts'

/** What a test or an operator does to the simulator itself: faults, account switches, a look at what was accepted. */
export const createControl = (sim: Simulation, publisher: Publisher) => {
  const control = new Hono()
  // A page elsewhere can send a form here unasked, but not JSON: that needs our consent, which is never given.
  control.use(async (c, next) => {
    if (c.req.method !== 'GET' && !c.req.header('content-type')?.startsWith('application/json'))
      return c.json({ message: 'Send application/json.' }, 415)
    return next()
  })
  control.put('/faults', async (c) => {
    const rules = z.array(FaultRule).safeParse(await c.req.json())
    if (!rules.success) return c.json({ message: z.prettifyError(rules.error) }, 400)
    sim.faults.set(rules.data)
    return c.json({ rules: rules.data.length })
  })
  control.get('/faults', (c) => c.json(sim.faults.hits()))
  control.get('/account', (c) => c.json(sim.state.account))
  control.patch('/account', async (c) => {
    const account = z.strictObject(Account.shape).safeParse({ ...sim.state.account, ...(await c.req.json()) })
    if (!account.success) return c.json({ message: z.prettifyError(account.error) }, 400)
    sim.state.account = account.data
    sim.state.save()
    return c.json(account.data)
  })
  control.put('/identities/:name', async (c) => {
    const identity = Identity.safeParse(await c.req.json())
    if (!identity.success) return c.json({ message: z.prettifyError(identity.error) }, 400)
    sim.state.identities.set(c.req.param('name'), identity.data)
    sim.state.save()
    return c.json(identity.data)
  })
  control.get('/accepted', (c) => {
    c.header('content-type', 'application/x-ndjson')
    return stream(c, async (out) => {
      for (const entry of acceptedEntries(sim.log)) await out.write(`${JSON.stringify(entry)}\n`)
    })
  })
  control.get('/idle', async (c) => {
    await publisher.idle()
    return c.json({ idle: true })
  })
  control.onError((error, c) => c.json({ message: error.message }, error instanceof SyntaxError ? 400 : 500))
  return control
}
