import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type BulkEmailEntry,
  CreateConfigurationSetCommand,
  CreateConfigurationSetEventDestinationCommand,
  CreateEmailIdentityCommand,
  CreateEmailTemplateCommand,
  type EventType,
  type SESv2Client,
  SendBulkEmailCommand,
  type SendBulkEmailCommandInput,
  SendEmailCommand,
  type SendEmailCommandInput,
} from '@aws-sdk/client-sesv2'
import { onTestFinished } from 'vitest'
import { type SesSimulatorOptions, startSesSimulator } from '#infra/local/ses/simulator.ts'
import { clientTo } from '#tests/support/ses.ts'

const TOPIC = 'arn:aws:sns:us-east-1:000000000000:events'
export const FROM = 'Rights Weekly <digest@example.org>'
const ALL_EVENTS: EventType[] = [
  'SEND',
  'DELIVERY',
  'BOUNCE',
  'COMPLAINT',
  'REJECT',
  'RENDERING_FAILURE',
  'DELIVERY_DELAY',
]

export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'ses-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A simulator and a client, without any setting up. */
export const bareSes = async (options: Partial<SesSimulatorOptions> = {}) => {
  const events: {
    eventType: string
    mail: { messageId: string; destination: string[] } & Record<string, unknown>
  }[] = []
  const publish = async (_topic: string, message: string) => {
    events.push(JSON.parse(message))
  }
  const simulator = await startSesSimulator({
    dataDir: options.dataDir ?? temporaryFolder(),
    publish,
    ...options,
  })
  onTestFinished(() => simulator.stop().catch(() => undefined))
  const client = clientTo(simulator.url)
  return { simulator, client, events }
}

export const setUp = async (client: SESv2Client): Promise<void> => {
  await client.send(new CreateEmailIdentityCommand({ EmailIdentity: 'example.org' }))
  await client.send(new CreateConfigurationSetCommand({ ConfigurationSetName: 'main' }))
  await client.send(
    new CreateConfigurationSetEventDestinationCommand({
      ConfigurationSetName: 'main',
      EventDestinationName: 'all',
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ALL_EVENTS,
        SnsDestination: { TopicArn: TOPIC },
      },
    }),
  )
  await client.send(
    new CreateEmailTemplateCommand({
      TemplateName: 'hello',
      TemplateContent: { Subject: 'Hello {{name}}', Text: 'Hello {{name}}', Html: '<p>Hello {{name}}</p>' },
    }),
  )
}

/** A simulator with a verified domain, a configuration set with all events, and the template `hello`. */
export const readySes = async (options: Partial<SesSimulatorOptions> = {}) => {
  const ses = await bareSes(options)
  await setUp(ses.client)
  return ses
}

export const entry = (to: string, more: Partial<BulkEmailEntry> = {}): BulkEmailEntry => ({
  Destination: { ToAddresses: [to] },
  ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData: '{"name":"Ada"}' } },
  ...more,
})

export const readers = (count: number, from = 0) =>
  Array.from({ length: count }, (_one, index) => entry(`reader-${from + index}@example.com`))

export const bulk = (BulkEmailEntries: BulkEmailEntry[], more: Partial<SendBulkEmailCommandInput> = {}) =>
  new SendBulkEmailCommand({
    FromEmailAddress: FROM,
    ConfigurationSetName: 'main',
    DefaultContent: { Template: { TemplateName: 'hello', TemplateData: '{}' } },
    BulkEmailEntries,
    ...more,
  })

/** Another template for `bulk`, or more of it. */
export const templateWith = (more: object) => ({
  DefaultContent: { Template: { TemplateName: 'hello', TemplateData: '{}', ...more } },
})

export const simple = (more: Partial<SendEmailCommandInput> = {}) =>
  new SendEmailCommand({
    FromEmailAddress: FROM,
    Destination: { ToAddresses: ['reader@example.com'] },
    Content: { Simple: { Subject: { Data: 'Hi' }, Body: { Text: { Data: 'Hi' } } } },
    ...more,
  })

export const statusesOf = async (
  client: SESv2Client,
  command: SendBulkEmailCommand,
): Promise<(string | undefined)[]> => {
  const answer = await client.send(command)
  return (answer.BulkEmailEntryResults ?? []).map((result) => result.Status)
}

/** Name and status of the exception that a call ends with. */
export const refusal = async (
  call: Promise<unknown>,
): Promise<{ name: string; status: number | undefined; message: string }> => {
  try {
    await call
  } catch (error) {
    if (error instanceof Error) {
      const { httpStatusCode } =
        (error as Error & { $metadata?: { httpStatusCode?: number } }).$metadata ?? {}
      return { name: error.name, status: httpStatusCode, message: error.message }
    }
  }
  return { name: 'no error', status: undefined, message: '' }
}

export const control = async (
  url: string,
  method: 'PUT' | 'PATCH',
  path: string,
  body: unknown,
): Promise<void> => {
  const response = await fetch(`${url}/_simulator${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(await response.text())
}
