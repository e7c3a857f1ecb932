import { load } from 'cheerio/slim'
import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import type { Digest } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { en } from '#functions/core/messages/en.ts'
import { LANGUAGES } from '#functions/core/messages/messages-in.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { approveAsShown } from '#infra/local/run-digest.ts'
import { slotAt } from '#infra/local/slot-at.ts'
import { aCategory, aDigest } from '#tests/support/builders.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { expectPromiseKept } from '#tests/support/sending-promise.ts'
import { visit } from '#tests/support/visitor.ts'

const cloud = await startTestCloud()
const { digests, ledger, previewDigest, whyNot } = cloud.desk

const CATEGORIES = [
  aCategory(),
  aCategory({
    id: 'justice',
    name: 'Justice',
    rules: [{ category: 'Justice' }],
    contentNote: 'Some reports describe violence.',
  }),
]

test('each reader is mailed what they chose to see of content notes, and in the layout that they chose', async () => {
  const newsletter = await cloud.newsletter({ categories: CATEGORIES })
  const story = (title: string, category: string, contentNote?: string) =>
    cloud.post(newsletter, { title, categories: [category], text: `The text of ${title}.`, contentNote })
  await story('Ferry', 'News')
  await story('Trial', 'News', 'Describes torture.')
  await story('Verdict', 'Justice')
  const wanted = {
    all: await cloud.reader(newsletter),
    titles: await cloud.reader(newsletter, { notes: 'titles' }),
    left: await cloud.reader(newsletter, { notes: 'leave-out' }),
    plain: await cloud.reader(newsletter, { layout: 'plain' }),
    plainTitles: await cloud.reader(newsletter, { layout: 'plain', notes: 'titles' }),
    nothing: await cloud.reader(newsletter, { categories: ['justice'], notes: 'leave-out' }),
  }
  const digest = await cloud.settle(newsletter)
  expect(digest.totals).toMatchObject({ audience: 6, accepted: 5, excluded: 1, failed: 0 })

  const mailOf = async ({ id }: Subscriber) => {
    const [mail, ...more] = cloud.accepted(digest).filter(({ tags }) => tags.reader === id)
    expect(more).toEqual([])
    const { html, text = '' } = await PostalMime.parse(cloud.inbox.message(mail?.messageId ?? '').mime)
    const of = (view: string) => ({
      stories: ['Ferry', 'Trial', 'Verdict'].filter((title) => new RegExp(`\\b${title}\\b`).test(view)),
      texts: ['Ferry', 'Trial', 'Verdict'].filter((title) => view.includes(`The text of ${title}.`)),
      notes: ['Describes torture.', 'Some reports describe violence.'].filter((note) => view.includes(note)),
      total: Number(/Stories: (\d+)/.exec(view)?.[1]),
    })
    return { html: html && of(html), text: of(text) }
  }
  const stories = ['Ferry', 'Trial', 'Verdict']
  const notes = ['Describes torture.', 'Some reports describe violence.']
  const whole = { stories, texts: stories, notes, total: 3 }
  const titles = { stories, texts: ['Ferry'], notes, total: 3 }
  const left = { stories: ['Ferry'], texts: ['Ferry'], notes: [], total: 1 }
  expect(await mailOf(wanted.all)).toEqual({ html: whole, text: whole })
  expect(await mailOf(wanted.titles)).toEqual({ html: titles, text: titles })
  expect(await mailOf(wanted.left)).toEqual({ html: left, text: left })
  expect(await mailOf(wanted.plain)).toEqual({ html: undefined, text: whole })
  expect(await mailOf(wanted.plainTitles)).toEqual({ html: undefined, text: titles })
  expect((await whyNot(digest, wanted.nothing.address)).words).toBe(
    'Excluded at the freeze: the digest has nothing of what they chose.',
  )

  const { page } = await previewDigest(digest, digest.revision)
  for (const title of stories) expect(page).toContain(`The text of ${title}.`)
  const audience = await ledger.audience(digestKey(digest))
  expect(audience?.waves).toMatchObject([{ batches: 2, readers: 5, canaries: [0, 1] }])
  await expectPromiseKept(cloud, digest)
})

test('a choice made after the freeze counts for what the mail shows, and the layout is that of the freeze', async () => {
  const newsletter = await cloud.newsletter({ categories: CATEGORIES })
  await cloud.post(newsletter, { title: 'Ferry' })
  await cloud.post(newsletter, { title: 'Trial', contentNote: 'Describes torture.' })
  const { id } = await cloud.reader(newsletter)
  const frozen = await cloud.frozen(newsletter, 50)
  await cloud.desk.subscribers.update(newsletter.slug, id, { notes: 'leave-out', layout: 'plain' })
  const digest = await cloud.settle(newsletter)
  expect(digestKey(digest)).toBe(digestKey(frozen))
  const [mail] = cloud.accepted(digest)
  const { html, text } = cloud.inbox.message(mail?.messageId ?? '')
  for (const view of [html, text]) {
    expect(view).toContain('Ferry')
    expect(view).not.toContain('Trial')
  }
})

describe('the page of a reader’s choices', () => {
  /** The newest mail to a reader, and the page to which it leads. */
  const mailTo = (digest: Digest, { id }: Subscriber) => {
    const mail = cloud.accepted(digest).find(({ tags }) => tags.reader === id)
    const { subject, text } = cloud.inbox.message(mail?.messageId ?? '')
    const [link = ''] = /http\S+\/preferences\/\S+/.exec(text) ?? []
    return { subject, page: () => visit(link) }
  }
  const settled = async (over: Partial<Newsletter>, ...wishes: Partial<Subscriber>[]) => {
    const newsletter = await cloud.newsletter(over)
    const readers = []
    for (const wish of wishes) readers.push(await cloud.reader(newsletter, wish))
    await cloud.post(newsletter)
    return { newsletter, readers, digest: await cloud.settle(newsletter) }
  }
  const rowOf = ({ newsletter, id }: Subscriber) => cloud.desk.subscribers.get(newsletter, id)

  test('has subjects say the date alone for whoever wants that, from the next mail on', async () => {
    const { newsletter, readers, digest } = await settled({}, {}, {})
    const [discreet, other] = readers as [Subscriber, Subscriber]
    const page = await mailTo(digest, discreet).page()
    expect(page.text).toContain(`${en.preferences.subject}${en.preferences.subjectStory}`)
    const saved = await page.press(en.preferences.save, { subject: 'date' })
    expect(load(saved.html)('input[name=subject][checked]').attr('value')).toBe('date')
    expect(await rowOf(discreet)).toMatchObject({ subject: 'date', categories: 'all' })

    await cloud.nextSlot(newsletter)
    const { id } = await cloud.post(newsletter, { title: 'The ferry runs again' })
    const draft = await cloud.drafted(newsletter)
    await cloud.desk.editDigest(draft, { by: 'Ada' }, [{ verb: 'lead', post: id, forEveryone: true }])
    const next = await cloud.settle(newsletter)
    const dated = mailTo(next, discreet).subject
    expect(dated).toMatch(/^Digest of .*\d/)
    expect(dated).not.toContain('The Sample')
    expect(mailTo(next, other).subject).toBe('The ferry runs again')

    await (await mailTo(next, discreet).page()).press(en.preferences.save, { subject: '' })
    expect(await rowOf(discreet)).not.toHaveProperty('subject')
  })

  test('says in which languages the digest itself comes, where there are several', async () => {
    const { readers, digest } = await settled({ languages: ['es', 'ar'] }, { language: 'fr' })
    const page = await mailTo(digest, readers[0] as Subscriber).page()
    const names = [en, LANGUAGES.es, LANGUAGES.ar].map(({ languageName }) => languageName)
    const told = LANGUAGES.fr.preferences.languageHelp(new Intl.ListFormat('fr').format(names))
    expect(page.text).toContain(told.replace(/\s+/g, ' '))
    const alone = await settled({}, {})
    const { text } = await mailTo(alone.digest, alone.readers[0] as Subscriber).page()
    expect(text).not.toContain(en.preferences.languageHelp('').slice(0, 20))
  })

  test('offers no choice that the newsletter leaves nobody, and keeps the one of before', async () => {
    const choices = { layout: 'plain', subject: 'date' } as const
    const { readers, digest } = await settled({ layout: 'plain', datedSubjects: true }, choices)
    const [reader] = readers as [Subscriber]
    const page = await mailTo(digest, reader).page()
    expect(page.text).not.toContain(en.preferences.plain)
    expect(page.text).not.toContain(en.preferences.subjectDate)
    await page.press(en.preferences.save, { notes: 'titles' })
    expect(await rowOf(reader)).toMatchObject({ ...choices, notes: 'titles' })
  })
})

describe('a reader who wants a round-up once a month', () => {
  test('is mailed no regular digest, and is told why', async () => {
    const { newsletter } = await cloud.weekly(1)
    const { address } = await cloud.reader(newsletter, { frequency: 'monthly' })
    const digest = await cloud.settle(newsletter)
    expect(digest.totals).toMatchObject({ audience: 2, accepted: 1, excluded: 1 })
    expect((await whyNot(digest, address)).words).toBe(
      'Excluded at the freeze: they chose a round-up once a month, or got the one of this slot.',
    )
  })

  test('is mailed every digest of a newsletter that is monthly itself', async () => {
    const { slot, ...over } = slotAt(cloud.now(), 'UTC')
    const rhythm = { everyWeeks: 4, from: cloud.now().slice(0, 10) }
    const newsletter = await cloud.newsletter({ ...over, slot: { ...slot, rhythm } })
    await cloud.post(newsletter)
    await cloud.reader(newsletter, { frequency: 'monthly' })
    await cloud.reader(newsletter)
    expect((await cloud.settle(newsletter)).totals).toMatchObject({ audience: 2, accepted: 2 })
  })

  /** The round-up of a regular digest's slot, about a story of its own. */
  const roundUpOf = async (newsletter: Newsletter, regular: Digest): Promise<Digest> => {
    const { id: post, title, url } = await cloud.post(newsletter)
    const content = await digests.content(regular, 1)
    const [entry, section] = [content?.entries[0], content?.sections[0]]
    if (content === undefined || entry === undefined || section === undefined) throw new Error('No content')
    const { newsletter: slug, date, dueAt, cutOffAt } = regular
    const roundUp = aDigest({ newsletter: slug, kind: 'round-up', date, dueAt, cutOffAt })
    await digests.saveContent(roundUp, {
      ...content,
      entries: [{ ...entry, post, title, url }],
      sections: [{ ...section, entries: [post], mailed: 1 }],
    })
    await digests.create(roundUp)
    return roundUp
  }
  const switchTo = (frequency: 'monthly' | null, { newsletter, id }: Subscriber) =>
    cloud.desk.subscribers.update(newsletter, id, { frequency })

  test('after the regular digest of a slot was mailed to them is not in its round-up', async () => {
    const { newsletter, readers } = await cloud.weekly(2)
    const [switched, stayed] = readers as [Subscriber, Subscriber]
    const monthly = await cloud.reader(newsletter, { frequency: 'monthly' })
    const weekly = await cloud.reader(newsletter, { frequency: 'monthly' })
    const regular = await cloud.settle(newsletter)
    expect(regular.totals).toMatchObject({ accepted: 2, excluded: 2 })

    await switchTo('monthly', switched)
    await switchTo(null, weekly)
    await roundUpOf(newsletter, regular)
    const roundUp = await cloud.until(newsletter, 'sent')
    expect(await cloud.standings(roundUp)).toEqual({
      [switched.id]: 'excluded: frequency',
      [stayed.id]: 'excluded: frequency',
      [weekly.id]: 'excluded: frequency',
      [monthly.id]: 'accepted',
    })
    expect((await whyNot(roundUp, switched.address)).words).toContain('or got the regular one of this slot')
    await expectPromiseKept(cloud, roundUp)
  })

  test('until the round-up of a slot was mailed to them is not in its regular digest', async () => {
    const { newsletter, readers } = await cloud.weekly(1)
    const switched = await cloud.reader(newsletter, { frequency: 'monthly' })
    const draft = await cloud.drafted(newsletter)
    await roundUpOf(newsletter, draft)
    const roundUp = await cloud.until(newsletter, 'sent')
    expect(cloud.accepted(roundUp).map(({ tags }) => tags.reader)).toEqual([switched.id])

    await switchTo(null, switched)
    await approveAsShown(cloud.desk, draft)
    for (let steps = 0; steps < 8; steps += 1) await cloud.step()
    const regular = (await digests.get(draft)) ?? draft
    expect(regular).toMatchObject({ status: 'sent', totals: { audience: 2, accepted: 1, excluded: 1 } })
    expect(cloud.accepted(regular).map(({ tags }) => tags.reader)).toEqual([readers[0]?.id])
    await expectPromiseKept(cloud, regular)
  })
})
