import { join } from 'node:path'
import type { FauxqsServer } from 'fauxqs'
import { ACCOUNT, REGION } from './account.ts'
import { asciiJson } from './ascii-json.ts'
import { type SesSimulator, startSesSimulator } from './ses/simulator.ts'

/** Starts the SES simulator in the process that runs the topics. */
export const startInbox = (port: number, dataDir: string, aws: FauxqsServer): Promise<SesSimulator> =>
  startSesSimulator({
    port,
    dataDir: join(dataDir, 'ses'),
    region: REGION,
    accountId: ACCOUNT,
    publish: async (topicArn, message) => {
      aws.publish(topicArn.slice(topicArn.lastIndexOf(':') + 1), asciiJson(message))
    },
  })
