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
  SESv2Client,
  SendBulkEmailCommand,
  type SendBulkEmailCommandInput,
} from '@aws-sdk/client-sesv2'
import { onTestFinished } from 'vitest'
import { type SesSimulatorOptions, startSesSimulator } from '#infra/local/ses/simulator.ts'

export const TOPIC = 'arn:aws:sns:us-east-1:000000000000:events'
export const FROM = 'Rights Weekly <digest@example.org>'
export const ALL_EVENTS: EventType[] = [
  'SEND',
  'DELIVERY',
  'BOUNCE',
  'COMPLAINT',
  'REJECT',
  'RENDERING_FAILURE',
  'DELIVERY_DELAY',
]

export const sesClient = (url: string) =>
  new SESv2Client({
    endpoint: url,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 's' },
  })

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ses-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A simulator and a client, without any setting up. */
export async function bareSes(options: Partial<SesSimulatorOptions> = {}) {
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
  const client = sesClient(simulator.url)
  return { simulator, client, events }
}

export async function setUp(client: SESv2Client): Promise<void> {
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
export async function readySes(options: Partial<SesSimulatorOptions> = {}) {
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

export async function statusesOf(
  client: SESv2Client,
  command: SendBulkEmailCommand,
): Promise<(string | undefined)[]> {
  const answer = await client.send(command)
  return (answer.BulkEmailEntryResults ?? []).map((result) => result.Status)
}

/** Name and status of the exception that a call ends with. */
export async function refusal(
  call: Promise<unknown>,
): Promise<{ name: string; status: number | undefined; message: string }> {
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

export async function control(
  url: string,
  method: 'PUT' | 'PATCH',
  path: string,
  body: unknown,
): Promise<void> {
  const response = await fetch(`${url}/_simulator${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(await response.text())
}
