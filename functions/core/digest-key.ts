import * as z from 'zod'
import { Slug } from './slug.ts'

export const DigestKind = z.enum(['regular', 'round-up'])
export type DigestKind = z.infer<typeof DigestKind>

/** What names a digest: its newsletter, kind and the local date of its slot. */
export const DigestRef = z.strictObject({ newsletter: Slug, kind: DigestKind, date: z.iso.date() })
export type DigestRef = z.infer<typeof DigestRef>

/** The reference alone, of an object that holds more. */
export const digestRefOf = ({ newsletter, kind, date }: DigestRef): DigestRef => ({ newsletter, kind, date })

/** The reference as one word of `[a-z0-9-]`, fit for SES tags, links and file names: `sample-regular-2026-11-24`. */
export const digestKey = ({ newsletter, kind, date }: DigestRef): string => `${newsletter}-${kind}-${date}`

const KEY = /^(?<newsletter>[a-z0-9-]+)-(?<kind>regular|round-up)-(?<date>\d{4}-\d{2}-\d{2})$/

/** Undoes `digestKey`. The date and kind are read from the end, so a newsletter's own hyphens do no harm. */
export const parseDigestKey = (key: string): DigestRef => DigestRef.parse({ ...KEY.exec(key)?.groups })

/** The same for a word that may be no digest's key. */
export const digestKeyIn = (word: string): DigestRef | undefined =>
  DigestRef.safeParse({ ...KEY.exec(word)?.groups }).data
