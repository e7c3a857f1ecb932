import { CreateConfigurationSetCommand, CreateEmailIdentityCommand } from '@aws-sdk/client-sesv2'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { sesClient } from '#functions/wiring/ses-client.ts'
import { type SesSimulator, startSesSimulator } from '#infra/local/ses/simulator.ts'
import { LOCAL } from './emulator-client.ts'
import { temporaryFolder } from './temporary-folder.ts'

export const SENDER_DOMAIN = 'sample.example'
export const CONFIGURATION_SET = 'gazette'
export const CONFIGURATION_SETS = { plain: CONFIGURATION_SET, tracked: 'gazette-tracked' }

/** The client that sends mail, as it is wired, to a simulator or whatever else listens there. */
export const clientTo = (endpoint: string) => sesClient(30, { ...LOCAL, endpoint })

/** A simulator of SES with a verified domain and the two configuration sets, for the tests of one file; faults last for one test. */
export const withSes = (ready: (simulator: SesSimulator) => void): void => {
  const folder = temporaryFolder()
  let simulator: SesSimulator | undefined
  beforeAll(async () => {
    simulator = await startSesSimulator({ dataDir: folder.path, account: { maxSendRate: 100_000 } })
    const client = clientTo(simulator.url)
    await client.send(new CreateEmailIdentityCommand({ EmailIdentity: SENDER_DOMAIN }))
    for (const ConfigurationSetName of Object.values(CONFIGURATION_SETS))
      await client.send(new CreateConfigurationSetCommand({ ConfigurationSetName }))
    ready(simulator)
  })
  afterEach(() => simulator?.setFaults([]))
  afterAll(async () => {
    await simulator?.stop()
    folder.remove()
  })
}
