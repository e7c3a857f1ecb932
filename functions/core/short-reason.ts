import { clip, withoutAddresses } from './plain-text.ts'

/** A reason as a row of under 1 KB can hold it, which staff read: one may quote a long title, and SES's words an address. */
export const shortReason = (reason: string): string => clip(withoutAddresses(reason), 200)
