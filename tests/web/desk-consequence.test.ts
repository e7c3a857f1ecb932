import { load } from 'cheerio/slim'
import { describe, expect, test } from 'vitest'
import { deskPath } from '#functions/core/desk-paths.ts'
import type { Digest } from '#functions/core/digest.ts'
import { plusDays, plusSeconds } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { leasesOf } from '#infra/stages.ts'
import { signedIn } from '#tests/support/desk-visitor.ts'
import { stage, startTestCloud } from '#tests/support/local-cloud.ts'
import type { SeenPage } from '#tests/support/visitor.ts'

const cloud = await startTestCloud()
const { acts, control, digests, newsletters } = cloud.desk
const LEASE_SECONDS = leasesOf(stage(cloud.publicOrigin)).call
const BEN = { by: 'Ben Okoro', why: 'legal' }
const WHY = { why: 'It must be so.' }

const partOn = ({ html }: SeenPage, selector: string): string =>
  load(html)(selector).text().replace(/\s+/g, ' ')
const saidOn = (page: SeenPage): string => partOn(page, '.said')
const badgeOn = (page: SeenPage): string => partOn(page, '#digest-state .badge')
const room = ({ slug }: Newsletter): string => `/desk/newsletters/${slug}`
const stored = async ({ slug }: Newsletter) => newsletters.get(slug)

/** A draft of two entries for three readers, who were counted when it was drafted. */
const aDraft = async (over: Partial<Newsletter> = {}) => {
  const { newsletter } = await cloud.weekly(3, 2, over)
  const draft = await cloud.drafted(newsletter)
  await cloud.step()
  return { newsletter, draft, path: deskPath(draft) }
}

const COUNTED = String.raw`about 3 readers \(counted \w{3} \d+ \w{3}, \d\d:\d\d\)`

describe('before anybody was mailed', async () => {
  const { newsletter, draft, path } = await aDraft()

  test.each(['skip', 'cancel'])(
    '%s says who will not get it, and what waits for the next one',
    async (verb) => {
      const ben = await signedIn(cloud, 'Ben Okoro')
      const asking = await ben.visit(`${path}/${verb}`)
      expect(partOn(asking, '#consequence')).toMatch(
        new RegExp(`${COUNTED} will not get it\\.Its 2 entries will wait for the next one\\.$`),
      )
    },
  )

  test('hold says who will wait', async () => {
    const ben = await signedIn(cloud, 'Ben Okoro')
    expect(partOn(await ben.visit(`${path}/hold`), '#consequence')).toMatch(
      new RegExp(`^Nobody was mailed yet: ${COUNTED} will wait until somebody resumes it\\.$`),
    )
  })

  test('resume says that a held draft is to be approved', async () => {
    const ben = await signedIn(cloud, 'Ben Okoro')
    const held = await (await ben.visit(`${path}/hold`)).press('#do-hold', WHY)
    expect(badgeOn(held)).toBe('held')
    const asking = await ben.visit(`${path}/resume`)
    expect(partOn(asking, '#consequence')).toContain('must be approved before it goes out.')
    await asking.press('#do-resume')
    const history = await ben.visit(`${path}/revisions`)
    // Who resumes need not say why.
    expect(history.text).toMatch(/resume, Ben Okoro, [^:]+:\d\d:\d\d UTC(?!:)/)
    await control.skip(draft, BEN)
    expect(await cloud.newest(newsletter)).toMatchObject({ status: 'skipped' })
  })

  test('resume says when a held draft goes out by itself', async () => {
    const ben = await signedIn(cloud, 'Ben Okoro')
    const own = await aDraft({ approval: 'automatic' })
    await digests.replace({
      ...(await control.hold(own.draft, BEN)),
      dueAt: plusSeconds(cloud.now(), 6 * 86_400 + 90),
    })
    const page = await ben.visit(own.path)
    expect(page.text).toMatch(/goes out by itself \w{3} \d+ \w{3}, \d\d:\d\d UTC, in 6 days/)
    expect(partOn(await ben.visit(`${own.path}/resume`), '#consequence')).toMatch(
      new RegExp(`goes out by itself at its time\\..*in 6 days, to ${COUNTED}, unless somebody holds it\\.$`),
    )
  })

  test('resume says that an approved digest whose time is past goes out now, and to how many', async () => {
    const ben = await signedIn(cloud, 'Ben Okoro')
    const own = await aDraft()
    const approved = await cloud.until(own.newsletter, 'approved')
    await digests.replace({ ...(await control.hold(approved, BEN)), dueAt: plusDays(cloud.now(), -1) })
    expect(partOn(await ben.visit(`${own.path}/resume`), '#consequence')).toMatch(
      new RegExp(`^It goes out now, .*Is about to be sent, to ${COUNTED}: it was due .*, 1 day ago\\.$`),
    )
    // It is held, and still an edit takes its approval back.
    expect((await ben.visit(own.path)).text).toContain('An edit takes the approval back')
  })
})

describe('amid a send', () => {
  const inTheMiddle = async () => {
    const { newsletter } = await cloud.weekly(6)
    const digest = await cloud.frozen(newsletter, 2)
    await cloud.workers.tick()
    await cloud.workers.drain()
    return { newsletter, digest, path: deskPath(digest) }
  }

  const closed = async (digest: Digest): Promise<void> => {
    cloud.pass(LEASE_SECONDS)
    for (let steps = 0; steps < 10; steps += 1) {
      await cloud.step()
      if ((await digests.get(digest))?.closedAt !== undefined) return
    }
    throw new Error('It was not closed.')
  }

  test('a count from before a cancel says whose it is, until who was reached is counted', async () => {
    const ada = await signedIn(cloud, 'Ada Marlow')
    const { digest, path } = await inTheMiddle()
    const asking = await ada.visit(`${path}/cancel?counted=now`)
    cloud.pass(1)
    const page = await asking.press('#do-cancel', WHY)
    expect(partOn(page, '#remaining')).toMatch(
      /^Who was reached is being countedBefore the cancel 2 readers had it, counted at .*, \d\d:\d\d:\d\d UTC\./,
    )
    expect(page.text).not.toMatch(/\d were not|in calls that had begun/)
    expect(partOn(page, '#standing')).toContain('before the latest act. Its readers are being counted anew.')
    // It is counted as soon as the page is there, and looked at again until it is closed.
    expect(load(page.html)('#standing').data()).toMatchObject({ poll: 5, load: `${path}/progress` })
    const counted = await ada.visit(`${path}/progress`)
    expect(partOn(counted, '#remaining')).toMatch(/^2 readers were reached, 4 were not.*Counted at /)

    await closed(digest)
    cloud.pass(1)
    const sending = await (await ada.visit(`${path}/send-remaining`)).press('#do-send-remaining', WHY)
    expect(partOn(sending, '#digest-state')).toContain('its readers are being counted anew.')
    expect(partOn(sending, '#standing')).toContain('before the latest act.')
    expect(partOn(await ada.visit(`${path}/progress`), '#digest-state')).toContain(
      '2 are accepted and 4 wait',
    )
  })
})

describe('a whole newsletter', () => {
  test('is paused and resumed by an admin, who sees what becomes of its digests', async () => {
    const ada = await signedIn(cloud, 'Ada Marlow')
    const ben = await signedIn(cloud, 'Ben Okoro')
    const { newsletter, draft } = await aDraft()
    const path = room(newsletter)
    expect((await ben.visit(path)).html).not.toContain(`${path}/pause`)
    expect((await ben.post(`${path}/pause`, WHY)).status).toBe(403)
    expect((await ada.visit(path)).links()).toContain(`${cloud.publicOrigin}${path}/pause`)
    expect((await ada.visit(`${path}/resume`)).status).toBe(409)

    const pausing = await ada.visit(`${path}/pause`)
    expect(partOn(pausing, '#consequence')).toMatch(
      /^Nothing of it is drafted .*then: Does not send while the newsletter is paused; it was due /,
    )
    const refused = await pausing.press('#do-pause-newsletter')
    expect([refused.status, (await stored(newsletter))?.paused]).toEqual([422, undefined])
    const paused = await pausing.press('#do-pause-newsletter', { why: 'We move house.' })
    expect(saidOn(paused)).toContain('The newsletter is paused.')
    expect((await stored(newsletter))?.paused).toMatchObject({ why: 'We move house.' })
    expect((await ada.post(`${path}/pause`, WHY)).status).toBe(409)

    for (const shown of [path, '/desk', deskPath(draft)]) {
      expect((await ada.visit(shown)).links(), shown).toContain(`${cloud.publicOrigin}${path}/resume`)
      const editors = await ben.visit(shown)
      expect(editors.text, shown).toContain('An admin can resume it.')
      expect(editors.html, shown).not.toContain(`${path}/resume`)
    }
    const resuming = await ada.visit(`${path}/resume`)
    expect(partOn(resuming, '#consequence')).toMatch(/then: .*if somebody approves it by /)
    expect(saidOn(await resuming.press('#do-resume-newsletter'))).toContain('The newsletter is resumed.')
    expect(await stored(newsletter)).not.toHaveProperty('paused')
    expect(
      (await acts.list({ newsletter: newsletter.slug })).map(({ verb, by, why }) => [verb, by, why]),
    ).toEqual([
      ['pause-newsletter', 'Ada Marlow', 'We move house.'],
      ['resume-newsletter', 'Ada Marlow', ''],
    ])
  })

  test('takes its pause back by one press, and promises no time while it is paused', async () => {
    const ada = await signedIn(cloud, 'Ada Marlow')
    const newsletter = await cloud.newsletter()
    const path = room(newsletter)
    expect((await ada.visit(path)).text).toContain('It still goes out at its time.')
    const paused = await (await ada.visit(`${path}/pause`)).press('#do-pause-newsletter', WHY)
    expect(paused.text).not.toContain('It still goes out at its time.')
    expect(paused.text).toContain('It does not go out while the newsletter is paused.')
    await paused.press('Undo')
    expect(await stored(newsletter)).not.toHaveProperty('paused')
  })
})
