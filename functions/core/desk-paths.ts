import { type DigestRef, digestKey } from './digest-key.ts'

// Below the public origin, where editors and admins work. They stand in mails to staff, so they never change.

export const deskPath = (digest: DigestRef): string => `/desk/digests/${digestKey(digest)}`
