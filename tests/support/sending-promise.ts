import { expect } from 'vitest'
import { excludedCount } from '#functions/core/audience.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { addUp } from '#functions/core/disposition.ts'
import type { Desk } from '#functions/wiring/desk.ts'
import { type ReaderStanding, standingsOf } from '#infra/local/report.ts'
import type { AcceptedEntry } from '#infra/local/ses/accepted-entries.ts'

/** SES accepted these and then did not send them, which an event told. */
const FAILED_LATER = ['rejected', 'rendering-failed']

/** What SES must say of a reader who stands so. */
const atSes = ({ disposition, reason }: ReaderStanding): 'a mail' | 'no mail' | 'either' => {
  if (disposition === 'accepted') return 'a mail'
  return disposition === 'uncertain' || FAILED_LATER.includes(reason ?? '') ? 'either' : 'no mail'
}

/** As many as a failing test may print. */
const some = <T>(all: readonly T[]): T[] => all.slice(0, 10)

export interface SentCloud {
  readonly desk: Desk
  /** What SES accepted for a digest. */
  accepted(digest: Digest): AcceptedEntry[] | Promise<AcceptedEntry[]>
}

/** No reader was accepted twice, nobody is lost, and the ledger says what SES says. Answers how everyone stands. */
export const expectLedgerTrue = async (cloud: SentCloud, digest: Digest): Promise<ReaderStanding[]> => {
  const mails = (await cloud.accepted(digest)).map(({ tags }) => tags.reader ?? '')
  const accepted = new Set(mails)
  const repeated = [...Map.groupBy(mails, (id) => id)].filter(([, own]) => own.length > 1)
  expect(some(repeated.map(([id]) => id)), 'nobody is accepted twice').toEqual([])

  const audience = await cloud.desk.ledger.audience(digestKey(digest))
  const standings = await standingsOf(cloud.desk, digest)
  const sealed = audience === undefined ? 0 : audience.members + excludedCount(audience)
  expect(new Set(standings.map(({ id }) => id)).size, 'the dispositions sum to the audience').toBe(sealed)
  expect(standings).toHaveLength(sealed)

  const wrong = (expected: 'a mail' | 'no mail') =>
    some(
      standings.filter((one) => atSes(one) === expected && accepted.has(one.id) !== (expected === 'a mail')),
    )
  expect(wrong('a mail'), 'SES knows whom the ledger calls accepted').toEqual([])
  expect(wrong('no mail'), 'SES has no mail for who waits, failed or is excluded').toEqual([])
  return standings
}

/** The same, and a digest that is sent was closed with these standings. */
export const expectPromiseKept = async (cloud: SentCloud, digest: Digest): Promise<void> => {
  const standings = await expectLedgerTrue(cloud, digest)
  if (digest.closedAt !== undefined)
    expect(digest.totals, 'the totals are the standings').toEqual(addUp(0, standings))
}
