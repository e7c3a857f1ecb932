import { parseMailbox } from './parse-mailbox.ts'

/** `ada@example.com` of `Ada <ada@example.com>`. */
export const bareAddress = (text: string): string => parseMailbox(text)?.address ?? text
