import type { Digest } from '#functions/core/digest.ts'
import type { DigestRef } from '#functions/core/digest-key.ts'
import type { Content, Entry } from '#functions/core/entry.ts'
import { approvedContent } from './approved-content.ts'
import type { Digests } from './ports.ts'

/** More than a month of daily digests, with their round-up. */
const LOOK_BACK = 40

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

/** What the regular digests said that readers got since the last round-up, newest first. */
export const contentsToRoundUp = async (digests: Digests, draft: DigestRef): Promise<Content[]> => {
  const earlier = (await earlierThan(digests, draft)).filter(({ firstCallAt }) => firstCallAt !== undefined)
  const last = earlier.findIndex(({ kind }) => kind === 'round-up')
  // A regular digest of the day of the last round-up came beside it, and was not in it yet.
  const day = earlier[last]?.date ?? ''
  const since = earlier.filter(({ kind, date }) => kind === 'regular' && date >= day)
  return Promise.all(since.map((one) => approvedContent(digests, one)))
}
