import { SQSClient } from '@aws-sdk/client-sqs'
import type { Digest } from '#functions/core/digest.ts'
import { type DigestRef, digestRefOf } from '#functions/core/digest-key.ts'
import { wireApproveDigest } from '#functions/wiring/approve-digest.ts'
import type { Desk } from '#functions/wiring/desk.ts'
import { wireDraftDigest } from '#functions/wiring/draft-digest.ts'
import { wireTick } from '#functions/wiring/tick.ts'
import { approveAsShown } from '#infra/local/run-digest.ts'
import { invoke, queuesOf } from '../counts/lambda.ts'

/** Drafts and approves the digest of a newsletter whose slot is now, in this process: the worker that sends never renders. */
export const approveDue = async (desk: Desk, slug: string): Promise<DigestRef> => {
  const queues = queuesOf(new SQSClient({}))
  const newest = async (): Promise<Digest> => {
    const [digest] = await desk.digests.latest(slug, 1)
    if (digest === undefined) throw new Error('Nothing was drafted')
    return digest
  }
  await wireTick()()
  await invoke(wireDraftDigest(), await queues.take('Drafts'))
  await approveAsShown(desk, await newest())
  await invoke(wireApproveDigest(), await queues.take('Approvals'))
  const digest = await newest()
  if (digest.status !== 'approved') throw new Error(`It is ${digest.status}: ${digest.reason}`)
  return digestRefOf(digest)
}
