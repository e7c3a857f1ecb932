import type { Digest } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { until } from '#tests/support/gazette-process.ts'
import type { ManyProcesses } from '#tests/support/many-processes.ts'
import { approveDue } from '../speed/approve-due.ts'

const PATIENCE_SECONDS = 900

/** Drafts, approves and sends the digest of a newsletter whose slot is now, by a process of workers that is killed once it is enough. */
export const sendUntil = async (
  many: ManyProcesses,
  slug: string,
  isEnough: (digest: Digest, accepted: number) => Promise<boolean> | boolean,
): Promise<DigestRef> => {
  const { digests, ledger } = many.desk
  const ref = await approveDue(many.desk, slug)
  const worker = await many.startWorker().up()
  const last = await until(async () => {
    const digest = await digests.get(ref)
    if (digest === undefined) return undefined
    const { accepted } = await ledger.health(digestKey(ref))
    return digest.status === 'paused' || (await isEnough(digest, accepted)) ? digest : undefined
  }, PATIENCE_SECONDS)
  worker.child.kill('SIGKILL')
  await worker.ended
  if (last.status === 'paused') throw new Error(`It is paused: ${last.reason}: ${many.errors()}`)
  return ref
}
