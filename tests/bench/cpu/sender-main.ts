import { parseArgs } from 'node:util'
import {
  CreateConfigurationSetCommand,
  CreateEmailIdentityCommand,
  CreateEmailTemplateCommand,
} from '@aws-sdk/client-sesv2'
import { templateName } from '#functions/core/edition.ts'
import { toInstant } from '#functions/core/instant.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { sesClient } from '#functions/wiring/ses-client.ts'
import { SENDER_DOMAIN } from '#infra/local/sender-domain.ts'
import { LOCAL } from '#tests/support/emulator-client.ts'
import { benchReaders } from '../bench-readers.ts'
import { sampleEdition } from './edition.ts'
import { bulk, filled, filledOnly, liquid, mjmlForEach, oneEach, type Way } from './ways.ts'

// The sender as a process of its own, so that its CPU is nobody else's: `node … sender-main.ts --ses URL --rounds N`.
// Writes one line of JSON: microseconds of CPU a reader, a list of rounds for each way.

const { ses = '', rounds = '7' } = parseArgs({
  options: { ses: { type: 'string' }, rounds: { type: 'string' } },
}).values

const SET = 'bench'
const NOW = toInstant('2026-11-24T07:00:00Z')
const WARM_UP = 2
const client = sesClient(30, { ...LOCAL, endpoint: ses })
const edition = await sampleEdition()
await client.send(new CreateEmailIdentityCommand({ EmailIdentity: SENDER_DOMAIN }))
await client.send(new CreateConfigurationSetCommand({ ConfigurationSetName: SET }))
const { subject, html, text } = edition.parts
await client.send(
  new CreateEmailTemplateCommand({
    TemplateName: templateName(edition.outgoing.editionHash, edition.variant),
    TemplateContent: { Subject: subject, Html: html, Text: text },
  }),
)
const { newsletter, plan } = edition.outgoing
const readers = benchReaders(newsletter, plan, { count: 1000, now: NOW, pepper: 'p'.repeat(32) })

/** Each way with the readers of a round: enough for some tenths of a second. */
const ways: Record<string, { way: Way; readers: number }> = {
  bulk: { way: bulk(edition, client, SET), readers: 1000 },
  mjml: { way: mjmlForEach(edition), readers: 12 },
  'one each, filled': { way: oneEach(edition, client, SET, filled(edition), 1), readers: 150 },
  'one each, filled, 10 at once': { way: oneEach(edition, client, SET, filled(edition), 10), readers: 150 },
  'one each, Liquid': { way: oneEach(edition, client, SET, liquid(edition), 1), readers: 150 },
  'filling alone': { way: filledOnly(edition, filled(edition)), readers: 150 },
  'Liquid alone': { way: filledOnly(edition, liquid(edition)), readers: 150 },
}

const microsecondsEach = async (way: Way, called: readonly Subscriber[]): Promise<number> => {
  globalThis.gc?.()
  const before = process.cpuUsage()
  await way(called)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / called.length
}

const measured: Record<string, number[]> = Object.fromEntries(Object.keys(ways).map((name) => [name, []]))
for (let round = -WARM_UP; round < Number(rounds); round += 1)
  for (const [name, one] of Object.entries(ways)) {
    const cost = await microsecondsEach(one.way, readers.slice(0, one.readers))
    if (round >= 0) measured[name]?.push(cost)
  }

const bytes = { html: Buffer.byteLength(html), text: Buffer.byteLength(text) }
process.stdout.write(`${JSON.stringify({ measured, bytes })}\n`)
process.exit(0)
