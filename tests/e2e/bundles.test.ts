import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toInstant } from '#functions/core/instant.ts'
import { pagePath } from '#functions/core/public-paths.ts'
import { wireDesk } from '#functions/wiring/desk.ts'
import { type LocalCloud, startLocalCloud } from '#infra/local/local-cloud.ts'
import { sampleJob } from '#infra/local/main-job.ts'
import { runDigest } from '#infra/local/run-digest.ts'
import { seed } from '#infra/local/seed.ts'
import { SENDER_DOMAIN } from '#infra/local/sender-domain.ts'
import { step } from '#infra/local/step.ts'
import { startVirtualClock } from '#infra/local/virtual-clock.ts'
import { local } from '#infra/stages.ts'
import { handlerBundles } from '#tests/support/handler-bundles.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const PUBLIC_BUNDLE_BYTES = 600_000

describe('the bundles that CDK deploys, called by the local cloud', () => {
  const folder = temporaryFolder()
  const clock = startVirtualClock()
  let cloud: LocalCloud

  beforeAll(async () => {
    cloud = await startLocalCloud({
      dataDir: folder.path,
      senderDomain: SENDER_DOMAIN,
      stage: (origin) => local(origin, 'unlimited'),
      port: 0,
      code: 'bundles',
    })
  })
  afterAll(async () => {
    await cloud.stop()
    clock.restore()
    folder.remove()
  })

  const bundles = () => handlerBundles(join(folder.path, 'cdk.out'))

  test('draft, approve, freeze, send and close the digest of a week', async () => {
    const desk = wireDesk()
    await seed(desk, sampleJob(toInstant(clock.now())))
    const next = () => step(cloud, clock)
    const digest = await runDigest(desk, 'sample', '', { next, mostLooks: 50 })
    expect(digest).toMatchObject({
      status: 'sent',
      totals: { audience: 200, accepted: 176, failed: 0, uncertain: 0 },
    })
    expect(cloud.inbox.accepted().filter(({ tags }) => tags.digest !== undefined)).toHaveLength(176)
    if (digest === undefined) return
    const page = await fetch(`${cloud.publicOrigin}${pagePath(digest)}`)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Press freedom')])
  })

  test('only the approval, the letters, the desk and the mail to staff render: no other bundle carries MJML, and none starts with it', () => {
    const withMjml = bundles().filter(({ carriesMjml }) => carriesMjml)
    expect(withMjml.map(({ handler }) => handler).toSorted()).toEqual([
      'answer-request',
      'approve-digest',
      'desk',
      'tell-staff',
    ])
    expect(bundles().filter(({ startsWithMjml }) => startsWithMjml)).toEqual([])
  })

  test('the public bundle stays small, for quick cold starts', () => {
    const [publicBundle] = bundles().filter(({ handler }) => handler === 'public')
    expect(publicBundle?.bytes).toBeLessThanOrEqual(PUBLIC_BUNDLE_BYTES)
  })
})
