import { expect, test } from 'vitest'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { requestApproval } from '#functions/core/digest-verbs.ts'
import type { Content } from '#functions/core/entry.ts'
import { Conflict, NotFound } from '#functions/core/errors.ts'
import { fillView } from '#functions/core/view.ts'
import { sampleViews } from '#functions/use-cases/check-edition.ts'
import { EDITOR } from '#infra/local/run-digest.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'

const cloud = await startTestCloud()
const { digests, posts, previewDigest, approveDigest } = cloud.desk

/** What an editor saw: the hash of the preview of the latest revision. */
const shown = async (digest: Digest) => {
  const { hash } = await previewDigest(digest, digest.revision)
  return { revision: digest.revision, editionHash: hash, by: EDITOR }
}

/** Lets the worker finish or refuse. */
const answered = async (digest: Digest): Promise<Digest | undefined> => {
  await cloud.workers.drain()
  return digests.get(digest)
}

const contentOf = async (digest: Digest): Promise<Content> => {
  const content = await digests.content(digest, digest.revision)
  if (content === undefined) throw new Error(`No content of ${digestKey(digest)}`)
  return content
}

/** Saves a change of the content as the next revision, as an editor does. */
const edit = async (digest: Digest, change: (content: Content) => Partial<Content>): Promise<Digest> => {
  const content = await contentOf(digest)
  const revision = digest.revision + 1
  await digests.saveContent(digest, { ...content, ...change(content), revision, savedBy: EDITOR })
  return digests.replace({ ...digest, revision })
}

test('the edition that was shown is approved, its posts are claimed and its page waits for the hour', async () => {
  const { newsletter, posts: own } = await cloud.weekly(1)
  const digest = await cloud.drafted(newsletter)
  const seen = await shown(digest)
  expect(await approveDigest(digest, seen)).toMatchObject({ status: 'approving' })
  expect(await answered(digest)).toMatchObject({ status: 'approved', approval: seen })
  for (const { id } of own)
    expect((await posts.get(newsletter.slug, id))?.usedIn).toMatchObject({ digest: digestKey(digest) })
})

test('what the mails say is what the approved preview said', async () => {
  const { newsletter } = await cloud.weekly(1)
  const digest = await cloud.drafted(newsletter)
  const edition = await previewDigest(digest, 1)
  await cloud.settle(newsletter)
  const [mail] = cloud.accepted(digest)
  const { html, subject } = cloud.inbox.message(mail?.messageId ?? '')
  const variant = edition.variants['full-en']
  const [everything = {}] = sampleViews(edition.plan)
  const withoutOwn = (text: string) =>
    text.replace(/k1\.[\w.-]+/g, 'token').replace(/ on 20[\d-]+/, ' on a day')
  expect(subject).toBe(fillView(variant?.subject ?? '', everything))
  expect(withoutOwn(html)).toBe(withoutOwn(fillView(variant?.html ?? '', everything)))
})

test('a hash that no preview showed is refused: back to draft, with the reason', async () => {
  const { newsletter, posts: own } = await cloud.weekly(1)
  const digest = await cloud.drafted(newsletter)
  await approveDigest(digest, { ...(await shown(digest)), editionHash: '0'.repeat(64) })
  const refused = await answered(digest)
  expect(refused).toMatchObject({ status: 'draft', reason: expect.stringContaining('as it was shown') })
  expect(refused?.approval).toBeUndefined()
  expect((await posts.get(newsletter.slug, own[0]?.id ?? ''))?.usedIn).toBeUndefined()

  await approveDigest(digest, await shown(digest))
  const approved = await answered(digest)
  expect(approved?.status).toBe('approved')
  expect(approved?.reason).toBeUndefined()
})

test('an edit after the preview is refused at once', async () => {
  const { newsletter } = await cloud.weekly(1)
  const digest = await cloud.drafted(newsletter)
  const seen = await shown(digest)
  await edit(digest, ({ entries }) => ({ entries: entries.map((entry) => ({ ...entry, title: 'Changed' })) }))
  await expect(approveDigest(digest, seen)).rejects.toThrow(Conflict)
  await expect(approveDigest(digest, seen)).rejects.toThrow('Revision 1 was shown, but 2 is the latest')
  expect(await digests.get(digest)).toMatchObject({ status: 'draft' })
})

test('an edit of the newsletter is refused by its hash, and a revision is never written over', async () => {
  const { newsletter } = await cloud.weekly(1)
  const digest = await cloud.drafted(newsletter)
  const seen = await shown(digest)
  await cloud.desk.newsletters.put({ ...newsletter, postalAddress: 'Moved to another street' })
  await approveDigest(digest, seen)
  expect(await answered(digest)).toMatchObject({ status: 'draft' })

  const content = await contentOf(digest)
  expect(await digests.saveContent(digest, { ...content, sections: [] })).toBe(false)
  expect(await contentOf(digest)).toEqual(content)
})

test('of two editors who approve at once, one is told that the other was faster', async () => {
  const { newsletter } = await cloud.weekly(1)
  const digest = await cloud.drafted(newsletter)
  const seen = await shown(digest)
  const both = await Promise.allSettled([approveDigest(digest, seen), approveDigest(digest, seen)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(approveDigest(digest, seen)).rejects.toThrow('The digest is approving')
  expect(await answered(digest)).toMatchObject({ status: 'approved' })
  await expect(approveDigest(digest, seen)).rejects.toThrow('The digest is approved')
})

test('a digest that does not exist is not found', async () => {
  const nowhere = { newsletter: 'nowhere', kind: 'regular', date: '2026-01-01' } as const
  const seen = { revision: 1, editionHash: 'e', by: EDITOR }
  await expect(approveDigest(nowhere, seen)).rejects.toThrow(NotFound)
  await expect(previewDigest(nowhere, 1)).rejects.toThrow(NotFound)
})

test('a post that another digest holds is refused by its name, and that digest’s', async () => {
  const { newsletter, posts: own } = await cloud.weekly(1, 1)
  const first = await cloud.drafted(newsletter)
  const why = { by: EDITOR, why: 'Not yet' }
  await cloud.desk.control.hold(first, why)
  const ahead = await cloud.desk.newsletters.get(newsletter.slug)
  const { digest: second } = await cloud.desk.draftNext(ahead ?? newsletter)
  expect(digestKey(second)).not.toBe(digestKey(first))
  await cloud.desk.control.resume(first, why)
  await approveDigest(first, await shown(first))
  expect(await answered(first)).toMatchObject({ status: 'approved' })

  await approveDigest(second, await shown(second))
  const reason = `“${own[0]?.title}” is used in ${digestKey(first)}.`
  expect(await answered(second)).toMatchObject({ status: 'draft', reason })
})

test('a mail that mail programs would cut is refused with its size', async () => {
  const { newsletter } = await cloud.weekly(1, 1)
  const digest = await cloud.drafted(newsletter)
  const more = await Promise.all(Array.from({ length: 140 }, () => cloud.post(newsletter)))
  const large = await edit(digest, ({ entries, sections }) => {
    const [entry] = entries
    const [section] = sections
    if (entry === undefined || section === undefined) throw new Error('An empty draft')
    const many = more.map(({ id }) => ({
      ...entry,
      post: id,
      excerpt: 'A long excerpt, again and again. '.repeat(10),
    }))
    const all = many.map(({ post }) => post)
    return { entries: many, sections: [{ ...section, entries: all, mailed: all.length }] }
  })
  await approveDigest(large, await shown(large))
  const refused = await answered(large)
  expect(refused?.status).toBe('draft')
  expect(refused?.reason).toMatch(/^The mail has \d+ kB of HTML; mail programs cut it at about 102 kB\./)

  const small = await edit(refused ?? large, ({ sections }) => ({
    sections: sections.map((section) => ({ ...section, mailed: 10 })),
  }))
  await approveDigest(small, await shown(small))
  expect(await answered(small)).toMatchObject({ status: 'approved' })
})

test('an approval whose worker is asked twice finishes once', async () => {
  const { newsletter } = await cloud.weekly(1)
  const digest = await cloud.drafted(newsletter)
  const seen = await shown(digest)
  await digests.replace(requestApproval(digest, { ...seen, at: cloud.now() }))
  // Nobody told the worker: the tick does, after the lease, and once.
  await cloud.step(10)
  expect(await digests.get(digest)).toMatchObject({ status: 'approving' })
  cloud.pass(40)
  await Promise.all([cloud.workers.tick(), cloud.workers.tick()])
  expect(await answered(digest)).toMatchObject({ status: 'approved' })
})
