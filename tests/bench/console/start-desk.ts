import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startSignIn } from '#infra/local/sign-in/start-sign-in.ts'
import { type GazetteProcess, startProgram } from '#tests/support/gazette-process.ts'
import { type Killable, killable } from '#tests/support/killable.ts'
import type { ManyProcesses } from '#tests/support/many-processes.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

export interface DeskProcess {
  readonly publicOrigin: string
  /** The process of the pages: it comes back when it is killed. */
  readonly process: Killable
  stop(): Promise<void>
}

/** What the local stage says of a provider that is none of Cognito’s. */
const SIGN_IN = { OIDC_GROUPS_CLAIM: 'cognito:groups', OIDC_SIGN_OUT: 'standard' }

/** The desk’s pages in a process of their own, from the bundle that CDK would deploy; people sign in at a provider in this process. */
export const startDesk = async ({ deployment }: ManyProcesses): Promise<DeskProcess> => {
  const folder = temporaryFolder()
  const publicOrigin = deployment.environment.PUBLIC_ORIGIN ?? ''
  const { issuer, clientId, stop } = await startSignIn(0, publicOrigin)
  const environment = {
    ...deployment.environment,
    ...SIGN_IN,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
  }
  const file = join(folder.path, 'desk.json')
  writeFileSync(file, JSON.stringify({ ...deployment, environment }), { mode: 0o600 })
  const { port } = new URL(publicOrigin)
  let running: GazetteProcess
  const process = killable(() => {
    running = startProgram('tests/bench/console/desk-main.ts', folder.path, [file, port], [])
    return running
  })
  return {
    publicOrigin,
    process,
    async stop() {
      running.child.kill('SIGKILL')
      await running.ended
      await stop()
      folder.remove()
    },
  }
}
