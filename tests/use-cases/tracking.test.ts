import { describe, expect, test } from 'vitest'
import { startTestCloud } from '#tests/support/local-cloud.ts'

const cloud = await startTestCloud()
const { desk, environment } = cloud
const ADA = { by: 'Ada', why: 'a study of reach' }

/** Under which configuration sets a newsletter's newest digest was mailed. */
const setsOf = async (newsletter: Parameters<typeof cloud.settle>[0]) =>
  cloud.accepted(await cloud.settle(newsletter)).map(({ configurationSet }) => configurationSet)

const tracked = [environment.TRACKED_CONFIGURATION_SET]
const plain = [environment.CONFIGURATION_SET]

describe('a digest is tracked', () => {
  test('by no means, unless somebody decided so', async () => {
    const { newsletter } = await cloud.weekly(1)
    expect(await setsOf(newsletter)).toEqual(plain)
  })

  test('when it was approved after that, and readers are told in it', async () => {
    const { newsletter } = await cloud.weekly(1)
    await desk.set.tracking(newsletter.slug, true, ADA)
    const digest = await cloud.settle(newsletter)
    const [mail] = cloud.accepted(digest)
    expect([digest.tracked, mail?.configurationSet]).toEqual([true, ...tracked])
    expect(cloud.inbox.message(mail?.messageId ?? '').text.replace(/\s+/g, ' ')).toContain(
      'links are followed: a study of reach',
    )
  })

  test('not when it was approved before, since it does not say so', async () => {
    const { newsletter } = await cloud.weekly(1)
    await cloud.until(newsletter, 'approved')
    await desk.set.tracking(newsletter.slug, true, ADA)
    expect(await setsOf(newsletter)).toEqual(plain)
  })

  test('no more once somebody decided against it, even if it says so', async () => {
    const { newsletter } = await cloud.weekly(1)
    await desk.set.tracking(newsletter.slug, true, ADA)
    await cloud.until(newsletter, 'approved')
    await desk.set.tracking(newsletter.slug, false, ADA)
    expect(await setsOf(newsletter)).toEqual(plain)
  })
})
