import { wireApproveDigest } from '#functions/wiring/approve-digest.ts'

export const handler = wireApproveDigest()
