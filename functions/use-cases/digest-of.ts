import type { Digest } from '#functions/core/digest.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { NotFound } from '#functions/core/errors.ts'
import type { Digests } from './ports.ts'

/** A digest that somebody named. */
export const digestOf = async (digests: Pick<Digests, 'get'>, ref: DigestRef): Promise<Digest> => {
  const digest = await digests.get(ref)
  if (digest === undefined) throw new NotFound(`There is no digest ${digestKey(ref)}.`)
  return digest
}
