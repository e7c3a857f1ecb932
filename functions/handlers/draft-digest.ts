import { wireDraftDigest } from '#functions/wiring/draft-digest.ts'

export const handler = wireDraftDigest()
