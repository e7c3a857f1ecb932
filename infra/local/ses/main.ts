import { parseArgs } from 'node:util'
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import * as z from 'zod'
import { asciiJson } from '../ascii-json.ts'
import { holdFolder } from '../hold-folder.ts'
import type { Account } from './account.ts'
import { startSesSimulator } from './simulator.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    data: { type: 'string' },
    'sns-endpoint': { type: 'string' },
    'max-send-rate': { type: 'string' },
    'max-24-hour-send': { type: 'string' },
    'operation-rates': { type: 'boolean' },
    sandbox: { type: 'boolean' },
  },
})
const options = z
  .object({
    port: z.coerce.number().int().min(0).max(65_535).default(0),
    data: z.string({ error: 'Say where to keep the mails: --data <folder>' }),
    'sns-endpoint': z.url().optional(),
    'max-send-rate': z.coerce.number().positive().optional(),
    'max-24-hour-send': z.coerce.number().min(-1).optional(),
    'operation-rates': z.boolean().optional(),
    sandbox: z.boolean().optional(),
  })
  .parse(values)

/** What no option says stays as the folder has it from the last time. */
const account: Partial<Account> = {
  ...(options['max-send-rate'] === undefined ? {} : { maxSendRate: options['max-send-rate'] }),
  ...(options['max-24-hour-send'] === undefined ? {} : { max24HourSend: options['max-24-hour-send'] }),
  ...(options['operation-rates'] === undefined ? {} : { operationRates: options['operation-rates'] }),
  ...(options.sandbox === undefined ? {} : { productionAccess: !options.sandbox }),
}

const endpoint = options['sns-endpoint']
const sns =
  endpoint === undefined
    ? undefined
    : new SNSClient({
        endpoint,
        region: 'us-east-1',
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      })

const release = await holdFolder(options.data)
const simulator = await startSesSimulator({
  port: options.port,
  dataDir: options.data,
  account,
  ...(sns
    ? {
        publish: async (TopicArn, message) => {
          await sns.send(new PublishCommand({ TopicArn, Message: asciiJson(message) }))
        },
      }
    : {}),
})
process.stdout.write(`${JSON.stringify({ url: simulator.url, port: simulator.port })}\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, async () => {
    await simulator.stop()
    await release()
    process.exit(0)
  })
