import type { Digest } from '#functions/core/digest.ts'
import type { DigestRef } from '#functions/core/digest-key.ts'
import type { Content, Entry } from '#functions/core/entry.ts'
import { plusDays } from '#functions/core/instant.ts'
import { approvedContent } from './approved-content.ts'
import type { Digests } from './ports.ts'

/** Two months of daily digests, with their round-ups. */
const LOOK_BACK = 66

const earlierThan = async (digests: Digests, { newsletter, date }: DigestRef): Promise<Digest[]> =>
  (await digests.latest(newsletter, LOOK_BACK)).filter((digest) => digest.date < date)

const GOES_OUT = ['approved', 'sending', 'paused', 'sent']

const goesOut = ({ status, approval, firstCallAt }: Digest): boolean =>
  approval !== undefined && (GOES_OUT.includes(status) || firstCallAt !== undefined)

/** What the last two regular digests told, or are about to. */
export const earlierEntries = async (digests: Digests, draft: DigestRef): Promise<Entry[]> => {
  const last = (await earlierThan(digests, draft))
    .filter((one) => one.kind === 'regular' && goesOut(one))
    .slice(0, 2)
  const contents = await Promise.all(last.map((one) => approvedContent(digests, one)))
  return contents.flatMap(({ entries }) => entries)
}

const FIRST_ROUND_UP_DAYS = 31
const LONGEST_ROUND_UP_DAYS = 62

/**
 * What the regular digests said that began to be sent since the last round-up was drafted, newest first: about a month's, and
 * two at most where a round-up did not come.
 */
export const contentsToRoundUp = async (
  digests: Digests,
  draft: Pick<Digest, 'newsletter' | 'kind' | 'date' | 'cutOffAt'>,
): Promise<Content[]> => {
  const began = (await earlierThan(digests, draft)).filter(({ firstCallAt }) => firstCallAt !== undefined)
  const last = began.find(({ kind }) => kind === 'round-up')
  const oldest = plusDays(draft.cutOffAt, -(last ? LONGEST_ROUND_UP_DAYS : FIRST_ROUND_UP_DAYS))
  const since = last && last.cutOffAt > oldest ? last.cutOffAt : oldest
  const gathered = began.filter(({ kind, firstCallAt = '' }) => kind === 'regular' && firstCallAt > since)
  return Promise.all(gathered.map((one) => approvedContent(digests, one)))
}
