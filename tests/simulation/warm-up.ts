import { SendBulkEmailCommand } from '@aws-sdk/client-sesv2'
import { sesClient } from '#functions/wiring/ses-client.ts'
import { memorySes } from '#tests/support/memory-ses.ts'

let done: Promise<void> | undefined

const call = async (): Promise<void> => {
  const client = sesClient(30, {
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    credentials: { accessKeyId: 'simulated', secretAccessKey: 'simulated' },
    requestHandler: memorySes({
      request: async (_, effect) => effect(),
      fateOf: () => 'answered',
      accept: () => [],
      onUnknown: () => {},
    }),
  })
  const content = { Template: { TemplateName: 'none', TemplateData: '{}' } }
  await client.send(new SendBulkEmailCommand({ DefaultContent: content, BulkEmailEntries: [] }))
}

/** The SDK loads parts of itself with its first call of a process, which takes real time: that must not be part of a seed. */
export const warmUp = (): Promise<void> => {
  done ??= call()
  return done
}
