import { type Digest, isOpen } from '#functions/core/digest.ts'
import { digestKey, digestKeyIn } from '#functions/core/digest-key.ts'
import { Conflict, NotFound } from '#functions/core/errors.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Desk } from '#functions/wiring/desk.ts'
import { chooseNewsletter } from '../choose-newsletter.ts'
import { type Context, WrongUsage } from '../command.ts'

/** So many digests of a newsletter are looked at, newest first. */
const LATEST = 20

export interface Given {
  /** The digest's key, if one was named. */
  readonly key: string | undefined
  readonly newsletter: string | undefined
}

/** What a digest must be for a command to choose it. */
export interface Wanted {
  /** `held`: what can be done to it. */
  readonly can: string
  readonly fits: (digest: Digest) => boolean
  /** Take the newest digest where none fits. */
  readonly orNewest?: boolean
}

/** For commands that only look. */
export const TO_LOOK_AT: Wanted = { can: 'looked at', fits: isOpen, orNewest: true }

export interface Chosen {
  readonly desk: Desk
  readonly newsletter: Newsletter
  readonly digest: Digest
}

const named = async (desk: Desk, key: string): Promise<Chosen> => {
  const ref = digestKeyIn(key)
  if (ref === undefined)
    throw new WrongUsage(`${key} is no digest’s key. A key is such as sample-regular-2026-11-24.`)
  const [newsletter, digest] = [await desk.newsletters.get(ref.newsletter), await desk.digests.get(ref)]
  if (newsletter === undefined || digest === undefined) throw new NotFound(`There is no digest ${key}.`)
  return { desk, newsletter, digest }
}

/** The digest that was named, or the only one of its newsletter that is as wanted; says which that is. */
export const chooseDigest = async (
  { connect, err }: Context,
  { key, newsletter: slug }: Given,
  { can, fits, orNewest = false }: Wanted,
): Promise<Chosen> => {
  const desk = await connect()
  if (key !== undefined) return named(desk, key)
  const newsletter = await chooseNewsletter(desk, slug)
  const latest = await desk.digests.latest(newsletter.slug, LATEST)
  const [newest] = latest
  const fitting = latest.filter(fits)
  const [first, ...others] = fitting.length === 0 && orNewest && newest ? [newest] : fitting
  if (others.length > 0)
    throw new WrongUsage(`Several digests can be ${can}. Name one: ${fitting.map(digestKey).join(', ')}.`)
  if (first === undefined) {
    const known = newest ? ` The newest, ${digestKey(newest)}, is ${newest.status}.` : ' It has none yet.'
    throw new Conflict(`No digest of ${newsletter.name} can be ${can}.${known}`)
  }
  err(`It is about ${digestKey(first)}.`)
  return { desk, newsletter, digest: first }
}
