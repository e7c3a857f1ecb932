import { expect } from 'vitest'
import { excludedCount } from '#functions/core/audience.ts'
import { type Digest, Totals } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { standingsOf } from '#infra/local/report.ts'
import type { TestCloud } from './local-cloud.ts'

/** SES accepted these and then did not send them, which an event told. */
const FAILED_LATER = ['rejected', 'rendering-failed']

/** No reader was accepted twice, nobody is lost, and the ledger says what SES says. */
export const expectPromiseKept = async (cloud: TestCloud, digest: Digest): Promise<void> => {
  const accepted = cloud.accepted(digest).map(({ tags }) => tags.reader ?? '')
  expect(accepted, 'nobody is accepted twice').toEqual([...new Set(accepted)])

  const audience = await cloud.desk.ledger.audience(digestKey(digest))
  const standings = await standingsOf(cloud.desk, digest)
  const sealed = audience === undefined ? 0 : audience.members + excludedCount(audience)
  expect(new Set(standings.map(({ id }) => id)).size, 'the dispositions sum to the audience').toBe(sealed)
  expect(standings).toHaveLength(sealed)

  for (const { id, disposition, reason } of standings) {
    if (disposition === 'accepted') expect(accepted, 'SES knows whom the ledger calls accepted').toContain(id)
    const mayBeAtSes = ['accepted', 'uncertain'].includes(disposition) || FAILED_LATER.includes(reason ?? '')
    if (!mayBeAtSes) expect(accepted, `SES has no mail for one who is ${disposition}`).not.toContain(id)
  }

  if (digest.closedAt !== undefined) {
    const count = (wanted: string) => standings.filter(({ disposition }) => disposition === wanted).length
    const counted = Object.keys(Totals.shape).map((name) => [name, count(name)])
    expect(digest.totals, 'the totals are the standings').toEqual({
      ...Object.fromEntries(counted),
      audience: sealed,
    })
  }
}
