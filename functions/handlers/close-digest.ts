import { wireCloseDigest } from '#functions/wiring/close-digest.ts'

export const handler = wireCloseDigest()
