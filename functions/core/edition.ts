import { createHash } from 'node:crypto'
import * as z from 'zod'
import { type DigestRef, digestKey } from './digest-key.ts'
import { Plan, Planned } from './placement.ts'

/** What SES stores as one template: its parts with guards for what differs between readers. A mail without HTML is text alone. */
export const VariantParts = z.strictObject({
  subject: z.string(),
  html: z.string().optional(),
  text: z.string(),
})
export type VariantParts = z.infer<typeof VariantParts>

/** One layout in one language. */
export const Variant = VariantParts.extend({ sha256: z.string() })
export type Variant = z.infer<typeof Variant>

/** The frozen render of one revision: what editors approve, what is mailed and what the archive shows. */
export const Edition = z.strictObject({
  digest: z.string(),
  revision: z.int(),
  hash: z.string(),
  plan: Plan,
  variants: z.record(z.string(), Variant),
  /** The web page that lists every entry. */
  page: z.string(),
  planned: Planned.optional(),
  /** It tells its readers that SES records who opens it and follows its links. */
  tracked: z.literal(true).optional(),
})
export type Edition = z.infer<typeof Edition>

const sha256 = (...texts: string[]): string => {
  const hash = createHash('sha256')
  // Lengths keep the bounds between texts: ('ab', 'c') must not hash as ('a', 'bc').
  for (const text of texts) hash.update(`${Buffer.byteLength(text)}:`).update(text)
  return hash.digest('hex')
}

/** Binds the rendered parts into an edition; its hash covers every variant, the placement and the page. */
export const bindEdition = (
  digest: DigestRef,
  revision: number,
  plan: Plan,
  parts: Readonly<Record<string, VariantParts>>,
  page: string,
): Edition => {
  const key = digestKey(digest)
  const variants = Object.fromEntries(
    Object.entries(parts)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([id, variant]) => {
        const own = [variant.subject, variant.html, variant.text].filter((part) => part !== undefined)
        return [id, { ...variant, sha256: sha256(...own) }]
      }),
  )
  const named = Object.entries(variants).flatMap(([id, variant]) => [id, variant.sha256])
  const hash = sha256('e1', key, String(revision), JSON.stringify(plan), page, ...named)
  return { digest: key, revision, hash, plan, variants, page }
}

/** As much of an edition's hash as names of templates hold. */
export const shortHash = (editionHash: string): string => editionHash.slice(0, 24)

/** The name of a variant's SES template: at most 64 of `[A-Za-z0-9_-]`. Never updated in place, since the hash is in it, whole or short. */
export const templateName = (editionHash: string, variant: string): string =>
  `gazette-${shortHash(editionHash)}-${variant}`
