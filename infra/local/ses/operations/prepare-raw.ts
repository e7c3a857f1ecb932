import { checkMessageSize } from '#infra/local/ses/rules/size-rules.ts'
import { badRequest } from '#infra/local/ses/ses-error.ts'
import type { Simulation } from '#infra/local/ses/simulation.ts'

const MAX_LINE = 1000

/** A complete MIME message. Sender and recipients that the request leaves out are read from its header block. */
export function prepareRaw(sim: Simulation, base64: string) {
  checkMessageSize(base64.length)
  const message = Buffer.from(base64, 'base64').toString('latin1')
  if (message.split(/\r?\n/u).some((line) => line.length > MAX_LINE))
    throw badRequest(`A line has more than ${MAX_LINE} characters.`)
  const headerBlock = (message.split(/\r?\n\r?\n/u)[0] ?? '').replaceAll(/\r?\n(?=[ \t])/gu, '')
  const field = (name: string) => new RegExp(`^${name}: *(.*)$`, 'imu').exec(headerBlock)?.[1]?.trim()
  const list = (name: string) =>
    field(name)
      ?.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/u)
      .map((one) => one.trim()) ?? []
  return {
    contentHash: sim.contents.put({ kind: 'raw', base64 }),
    from: field('From'),
    destination: { to: list('To'), cc: list('Cc'), bcc: list('Bcc') },
  }
}
