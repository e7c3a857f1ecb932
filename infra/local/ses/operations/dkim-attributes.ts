import { createHash } from 'node:crypto'
import type { Identity } from '../store/state.ts'

const tokensOf = (domain: string): string[] =>
  ['1', '2', '3'].map((place) => createHash('sha256').update(`${place}${domain}`).digest('hex').slice(0, 32))

/** Easy DKIM signs for domains; an address has no DNS of its own to hold the records. */
export const dkimAttributes = (name: string, { verified, dkim }: Identity) =>
  name.includes('@')
    ? { SigningEnabled: false, Status: 'NOT_STARTED' }
    : {
        SigningEnabled: true,
        Status: dkim ?? (verified ? 'SUCCESS' : 'PENDING'),
        Tokens: tokensOf(name),
        SigningAttributesOrigin: 'AWS_SES',
      }
