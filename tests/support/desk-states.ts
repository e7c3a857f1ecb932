import { deskPath } from '#functions/core/desk-paths.ts'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { emptyHour, hourOf } from '#functions/core/feedback-hour.ts'
import { plusDays, plusSeconds } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import {
  aBatch,
  aContent,
  aDigest,
  aJob,
  anApprovedDigest,
  anAudience,
  anEntry,
  aSection,
  readerId,
} from './builders.ts'
import type { TestCloud } from './local-cloud.ts'

/** One word, for which a narrow window has no room, and a line that is read from the right. */
const LONG = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen'
const ARABIC = 'محكمة تأمر بفتح سجلات المفقودين أمام عائلاتهم بعد ثلاثين عامًا'

/** Everything that a draft can say at once; its left out are posts that are stored. */
const fullContent = (leftOut: readonly string[], stored: string) => {
  const entries = [
    anEntry({ post: stored, title: `A story ${LONG}`, pinned: true }),
    anEntry({
      post: readerId(2),
      title: ARABIC,
      contentNote: 'describes torture',
      picture: { name: `${'0'.repeat(24)}.png`, width: 120, height: 24, alt: 'A harbour' },
      also: [{ post: readerId(3), title: `The same, elsewhere ${LONG}`, publisher: 'Elsewhere' }],
    }),
    anEntry({ post: readerId(4), title: 'On the web page only' }),
  ]
  return aContent({
    revision: 2,
    madeFrom: 1,
    change: 'Dropped “A story”',
    savedBy: 'Ben Okoro',
    entries,
    sections: [
      aSection({ entries: entries.map(({ post }) => post), mailed: 2, contentNote: 'All of it is grave' }),
    ],
    corrections: [{ post: readerId(5), title: 'What was wrong', date: '2026-11-17', text: LONG }],
    dropped: [...leftOut],
    repeats: [{ post: leftOut[0] ?? '', of: stored }],
    lead: { post: stored, forEveryone: true },
    note: { text: 'A note of the editors.', signed: 'Ada' },
    closing: { title: 'Something good', text: 'It went well.', url: 'https://news.example/good' },
  })
}

/** A digest of a newsletter, two revisions of what it says, and its readers where it is frozen. */
const putDigest = async (cloud: TestCloud, newsletter: Newsletter, leftOut: string[], digest: Digest) => {
  const { digests, ledger } = cloud.desk
  const content = fullContent(leftOut, leftOut[0] ?? '')
  await digests.create(digest)
  await digests.saveContent(digest, aContent({ entries: content.entries, sections: content.sections }))
  await digests.saveContent(digest, content)
  if (digest.attempt === undefined) return deskPath(digest)
  const key = digestKey(digest)
  const reader = await cloud.reader(newsletter)
  const members = [reader.id, ...[11, 12, 13].map((number) => readerId(number))]
  const now = cloud.now()
  await ledger.seal(
    key,
    anAudience({ members: 4, excluded: { paused: 1, unsubscribed: 2, cancelled: 3 }, sealedAt: now }),
  )
  await ledger.putBatches([
    aBatch({
      digest: key,
      members,
      codes: digest.closedAt === undefined ? 'a?M.' : 'a?Ma',
      called: digest.closedAt === undefined ? '000-' : '0000',
      calls: [{ id: 'one', at: plusDays(now, -1) }],
    }),
  ])
  for (const hours of [0, 1, 5])
    await ledger.addFeedbackHour(key, {
      ...emptyHour(hourOf(plusSeconds(digest.firstCallAt ?? now, hours * 3600))),
      sent: 40,
      delivered: 30 + hours,
      delayed: 3,
      bounced: 2,
      complained: 1,
    })
  return deskPath(digest)
}

/** Of a newsletter a digest in each state that its pages lay out otherwise; none of it moves until the cloud takes a step. By the name of the state the path of its pages. */
export const putDeskStates = async (cloud: TestCloud, newsletter: Newsletter, leftOut: string[]) => {
  const now = cloud.now()
  const [due, past] = [plusDays(now, 2), plusDays(now, -1)]
  const common = { newsletter: newsletter.slug, revision: 2, dueAt: due, cutOffAt: past }
  const sent = { attempt: 'a1', dueAt: past, firstCallAt: past }
  const over = { ...sent, closedAt: plusSeconds(past, 3600) }
  const act = { verb: 'hold' as const, by: 'Ben Okoro', why: `Because ${LONG}`, at: now }
  const paused = { cause: 'ses' as const, at: now }
  const revoked = { revision: 1, by: 'Ben Okoro', at: now }
  const states = {
    draft: aDigest(),
    revoked: aDigest({ revoked, reason: 'It was edited after its approval.' }),
    held: aDigest({ status: 'held', act, reason: 'Nobody approved it.' }),
    approving: anApprovedDigest({ status: 'approving' }),
    approved: anApprovedDigest(),
    sending: anApprovedDigest({ status: 'sending', ...sent }),
    paused: anApprovedDigest({ status: 'paused', ...sent, paused, reason: 'SES refused a call.' }),
    sent: anApprovedDigest({ status: 'sent', ...over, reason: '2 unresolved' }),
    cancelled: anApprovedDigest({ status: 'cancelled', ...over }),
    skipped: aDigest({ status: 'skipped', closedAt: past, reason: 'Nothing to tell.' }),
  }
  const paths = new Map<string, string>()
  let day = 0
  for (const [name, digest] of Object.entries(states)) {
    const date = plusDays(now, day).slice(0, 10)
    const approval = digest.approval && { ...digest.approval, revision: 2, by: `Ben ${LONG}` }
    paths.set(
      name,
      await putDigest(cloud, newsletter, leftOut, {
        ...digest,
        ...common,
        ...('attempt' in digest && { dueAt: past }),
        ...(approval && { approval }),
        date,
      }),
    )
    day += 1
  }
  return Object.fromEntries(paths) as Record<keyof typeof states, string>
}

/** Jobs of a newsletter in each state; by it their ids. */
export const putDeskJobs = async ({ desk, now }: TestCloud, { slug }: Newsletter) => {
  const task = { kind: 'import' as const, upload: `${slug}.none`, file: `${LONG}.html` }
  const result = { kind: 'import' as const, found: 40, added: 12, updated: 20, kept: 8 }
  const ended = { endedAt: now() }
  const states = {
    waiting: {},
    running: { status: 'running' as const, progress: { done: 12, of: 40 } },
    done: { status: 'done' as const, ...ended, result: { ...result, warnings: [`Post 2: ${LONG}`] } },
    failed: {
      status: 'failed' as const,
      ...ended,
      reason: 'It is not text. Save the page and try that file.',
    },
  }
  for (const [id, state] of Object.entries(states))
    await desk.jobs.create(aJob({ newsletter: slug, id, task, by: 'Ben Okoro', askedAt: now(), ...state }))
  return Object.keys(states)
}
