import { REGION } from '#infra/local/account.ts'

/** What a client of any emulator needs beside its endpoint. */
export const LOCAL = { region: REGION, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }
