import { load } from 'cheerio/slim'
import { describe, expect, test } from 'vitest'
import { type Newsletter, WEEKDAYS } from '#functions/core/newsletter.ts'
import { systemClock } from '#functions/wiring/clock.ts'
import { lettersTo } from '#tests/support/letters.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { runCommand } from '#tests/support/run-command.ts'
import { post, type SeenPage, visit } from '#tests/support/visitor.ts'

const cloud = await startTestCloud()
const { desk } = cloud
const ADA = ['--as', 'Ada', '--why', 'a study of reach'] as const
const run = async (...args: string[]) => {
  cloud.pass(1)
  const { code, out, err } = await runCommand(args, desk)
  return { code, out: out.join('\n'), err: err.join('\n') }
}
const settingsOf = async ({ slug }: Newsletter) => desk.newsletters.get(slug)
const verbs = async ({ slug }: Newsletter) =>
  (await desk.acts.list({ newsletter: slug })).map(({ verb }) => verb)

const sent = async (page: SeenPage, email: string): Promise<SeenPage> => {
  cloud.pass(10)
  const answer = await page.press(undefined, { email })
  await cloud.workers.drain()
  return answer
}
const signUpPage = ({ slug }: Newsletter) => visit(`${cloud.publicOrigin}/subscribe/${slug}`)
const letterKinds = (email: string) => lettersTo(cloud, email).map(({ kind }) => kind)

describe('gazette confirmations', () => {
  test('off makes who signs up a reader at once, with a warning; on asks them again', async () => {
    const newsletter = await cloud.newsletter()
    const { slug } = newsletter
    const { code, out } = await run('confirmations', 'off', ...ADA, '--newsletter', slug)
    expect([code, out]).toEqual([0, expect.stringMatching(/not theirs.*report them as spam/s)])
    await sent(await signUpPage(newsletter), 'at-once@mail.example')
    expect(letterKinds('at-once@mail.example')).toEqual(['welcome'])
    const reader = await desk.subscribers.get(slug, await desk.idOfReader('at-once@mail.example'))
    expect(reader?.status).toBe('active')

    expect((await run('confirmations', 'on', ...ADA, '--newsletter', slug)).code).toBe(0)
    await sent(await signUpPage(newsletter), 'asked@mail.example')
    expect(letterKinds('asked@mail.example')).toEqual(['confirm'])
    expect(await verbs(newsletter)).toEqual(['no-confirmations', 'confirmations'])
  })
})

describe('gazette tracking', () => {
  test('is on for a reason that readers see, and off again', async () => {
    const newsletter = await cloud.newsletter()
    const on = (...args: string[]) => run('tracking', ...args, '--newsletter', newsletter.slug)
    expect((await signUpPage(newsletter)).text).toContain('Nothing records whether you open a mail')
    expect(await on('on', ...ADA)).toMatchObject({
      code: 0,
      out: expect.stringContaining('approved from now'),
    })
    expect((await settingsOf(newsletter))?.tracking).toEqual({ why: 'a study of reach' })
    expect((await signUpPage(newsletter)).text).toContain('a study of reach')
    expect((await on('off', ...ADA)).code).toBe(0)
    expect(await settingsOf(newsletter)).not.toHaveProperty('tracking')
    expect(await verbs(newsletter)).toEqual(['tracking', 'no-tracking'])
  })

  test('needs a reason that readers can see whole', async () => {
    const newsletter = await cloud.newsletter()
    const long = ['--as', 'Ada', '--why', 'x'.repeat(201), '--newsletter', newsletter.slug]
    expect(await run('tracking', 'on', ...long)).toMatchObject({
      code: 1,
      err: expect.stringContaining('1 to 200 characters'),
    })
    expect(await settingsOf(newsletter)).not.toHaveProperty('tracking')
    expect(await verbs(newsletter)).toEqual([])
    for (const args of [['on', '--as', 'Ada'], ['maybe', ...ADA], [...ADA]])
      expect((await run('tracking', ...args)).code).toBe(2)
  })
})

describe('gazette signup-form', () => {
  const printed = async ({ slug }: Newsletter, ...args: string[]) => {
    const { code, out } = await run('signup-form', '--newsletter', slug, ...args)
    expect(code).toBe(0)
    return load(out)
  }

  test('prints a frame that another site may show, and a form that leads to a letter', async () => {
    const newsletter = await cloud.newsletter()
    const $ = await printed(newsletter)
    expect($('script')).toHaveLength(0)
    const framed = await visit($('iframe').attr('src') ?? '')
    expect(framed.headers.get('Content-Security-Policy')).toContain('frame-ancestors *')
    await sent(framed, 'framed@mail.example')
    expect(letterKinds('framed@mail.example')).toEqual(['confirm'])

    const asked = new URLSearchParams({ [$('input').attr('name') ?? '']: 'bare@mail.example' })
    const again = await post($('form').attr('action') ?? '', asked)
    expect(again.text).toContain('Please look at it once more')
    await sent(again, 'bare@mail.example')
    expect(letterKinds('bare@mail.example')).toEqual(['confirm'])
  })

  test('leads to the origin that is named', async () => {
    const newsletter = await cloud.newsletter()
    const $ = await printed(newsletter, '--origin', 'https://news.example.org/ignored')
    expect($('form').attr('action')).toBe(`https://news.example.org/subscribe/${newsletter.slug}?lang=en`)
    for (const origin of ['news.example.org', 'javascript:alert(1)'])
      expect((await run('signup-form', '--origin', origin)).code).toBe(2)
  })
})

describe('gazette schedule', () => {
  // Far enough from now that no zone and no hour has it behind.
  const DAY = WEEKDAYS[(new Date(systemClock()).getUTCDay() + 2) % 7] ?? 'monday'
  const scheduled = async (...args: string[]) => {
    const newsletter = await cloud.newsletter({ slot: { weekday: DAY, time: '07:00' } })
    const change = (...words: string[]) => run('schedule', ...words, ...ADA, '--newsletter', newsletter.slug)
    return { newsletter, change, ...(await change(...args)) }
  }

  test('changes what is named, and says when it is due next', async () => {
    const { code, out, newsletter, change } = await scheduled('--time', '08:00', '--zone', 'Asia/Seoul')
    expect([code, out.split('\n')]).toEqual([
      0,
      [
        expect.stringMatching(/ is due next:$/),
        ...Array.from({ length: 3 }, () => expect.stringMatching(/^ {2}\w+day .* 08:00 Asia\/Seoul \+09:00/)),
        'No slot of before the change still stands.',
      ],
    ])
    expect((await change('--weekday', 'Tuesday', '--weekday', 'friday', '--every', '2')).code).toBe(0)
    const rhythm = { everyWeeks: 2, from: expect.any(String) }
    expect(await settingsOf(newsletter)).toMatchObject({
      zone: 'Asia/Seoul',
      slot: { weekday: ['tuesday', 'friday'], time: '08:00', rhythm },
      scheduleVersion: 2,
    })
    await change('--local-hour', 'on', '--every', '1')
    const settings = await settingsOf(newsletter)
    expect(settings).toMatchObject({ localHour: true, slot: { weekday: ['tuesday', 'friday'] } })
    expect(settings?.slot).not.toHaveProperty('rhythm')
    expect(await verbs(newsletter)).toEqual(['schedule', 'schedule', 'schedule'])
  })

  test('leaves alone the digest that was drafted by hand before its time, and brings no second one of its week', async () => {
    const { newsletter, change } = await scheduled('--time', '07:30')
    await cloud.post(newsletter)
    const drafted = await desk.draftNext((await settingsOf(newsletter)) ?? newsletter)
    await change('--time', '09:00')
    const { slotFrom = '', formerSlots } = (await settingsOf(newsletter)) ?? {}
    expect(formerSlots?.map(({ date }) => date)).toEqual([drafted.digest.date])
    expect(Date.parse(slotFrom) - Date.parse(drafted.digest.date)).toBe(7 * 86_400_000)
  })

  test('asks what is to change, in words that it knows', async () => {
    const { newsletter, code, err } = await scheduled()
    expect([code, err]).toEqual([1, expect.stringContaining('Say what is to change')])
    for (const wrong of [
      ['--local-hour', 'maybe'],
      ['--weekday', 'someday'],
      ['--every', '0'],
    ])
      expect((await run('schedule', ...wrong, ...ADA, '--newsletter', newsletter.slug)).code).toBe(2)
    expect((await run('schedule', '--zone', 'UTC', '--newsletter', newsletter.slug)).code).toBe(2)
    expect(await verbs(newsletter)).toEqual([])
    await expect(desk.setSchedule('none-such', { zone: 'UTC' }, { by: 'Ada', why: 'x' })).rejects.toThrow(
      'There is no newsletter',
    )
  })
})

describe('gazette audit', () => {
  test('lists what admins did to a newsletter', async () => {
    const newsletter = await cloud.newsletter()
    await run('confirmations', 'off', ...ADA, '--newsletter', newsletter.slug)
    await run('ramp', 'off', ...ADA, '--newsletter', newsletter.slug)
    expect((await run('audit', '--newsletter', newsletter.slug)).out.split('\n')).toEqual([
      expect.stringMatching(/Z no-confirmations, Ada: a study of reach$/),
      expect.stringMatching(/Z no-ramp, Ada: a study of reach$/),
    ])
  })
})

test('no setting changes when it cannot be kept who changed it', async () => {
  const newsletter = await cloud.newsletter()
  const put = desk.acts.put
  desk.acts.put = () => Promise.reject(new Error('The table is away.'))
  for (const command of ['confirmations', 'ramp'])
    await expect(run(command, 'off', ...ADA, '--newsletter', newsletter.slug)).rejects.toThrow('away')
  desk.acts.put = put
  expect(await settingsOf(newsletter)).toEqual(newsletter)
  const nobody = desk.set.ramp('none-such', false, { by: 'Ada', why: 'a study of reach' })
  await expect(nobody).rejects.toThrow('There is no newsletter')
  expect(await desk.acts.list({ newsletter: 'none-such' })).toEqual([])
})

describe('gazette newsletter', () => {
  test('minimum says how many entries a digest must have', async () => {
    const newsletter = await cloud.newsletter()
    const on = ['--newsletter', newsletter.slug] as const
    for (const wrong of [[], ['0'], ['some'], ['2', '3']])
      expect((await run('newsletter', 'minimum', ...wrong, ...ADA, ...on)).code).toBe(2)
    const { code, out } = await run('newsletter', 'minimum', '3', ...ADA, ...on)
    expect([code, out]).toEqual([0, 'The Sample: a digest with fewer entries than 3 is skipped.'])
    expect(await settingsOf(newsletter)).toMatchObject({ minimumEntries: 3 })
    expect(await verbs(newsletter)).toEqual(['minimum'])
  })

  test('staff says who is told by mail, in place of those before', async () => {
    const newsletter = await cloud.newsletter()
    const on = ['--newsletter', newsletter.slug] as const
    for (const wrong of [[], ['nobody', 'ada@desk.example'], ['ädä@desk.example']])
      expect((await run('newsletter', 'staff', ...wrong, ...ADA, ...on)).code).toBe(2)
    const two = ['ada@desk.example', 'bao@desk.example']
    const { out } = await run('newsletter', 'staff', ...two, ...ADA, ...on)
    expect(out).toBe('The Sample: 2 of staff are told by mail.')
    expect(await settingsOf(newsletter)).toMatchObject({ staff: two })
    await run('newsletter', 'staff', 'nobody', ...ADA, ...on)
    expect(await settingsOf(newsletter)).toMatchObject({ staff: [] })
    expect(await verbs(newsletter)).toEqual(['staff', 'staff'])
  })

  const setting = async (name: string, over: Partial<Newsletter> = {}) => {
    const newsletter = await cloud.newsletter(over)
    const set = (...words: string[]) =>
      run('newsletter', name, ...words, ...ADA, '--newsletter', newsletter.slug)
    return { newsletter, set }
  }

  test('layout says how its mails are laid out', async () => {
    const { newsletter, set } = await setting('layout')
    for (const wrong of [[], ['wide'], ['full', 'plain']])
      expect(await set(...wrong)).toMatchObject({
        code: 2,
        err: expect.stringContaining('Say one of: full, compact, plain.'),
      })
    const told = []
    for (const layout of ['compact', 'plain', 'full'])
      told.push([(await set(layout)).out, (await settingsOf(newsletter))?.layout])
    expect(told).toEqual([
      ['The Sample: its mails show titles and publishers.', 'compact'],
      ['The Sample: its mails are text alone.', 'plain'],
      ['The Sample: its mails show excerpts.', 'full'],
    ])
    expect(await verbs(newsletter)).toEqual(['layout', 'layout', 'layout'])
  })

  test('languages says in which others the words around its stories come', async () => {
    const { newsletter, set } = await setting('languages')
    for (const wrong of [[], ['de'], ['es', 'es'], ['own-only', 'es']])
      expect(await set(...wrong)).toMatchObject({
        code: 2,
        err: expect.stringContaining('Name some of en, ar, es, fr, ja, ko, each once, or say own-only.'),
      })
    expect(await set('es', 'en')).toMatchObject({
      code: 1,
      err: 'The words around its stories are in en anyway: name the others.',
    })
    expect((await settingsOf(newsletter))?.languages).toEqual([])
    expect((await set('ar', 'es')).out).toBe(
      'The Sample: readers may have the words around its stories in ar, es too.',
    )
    expect((await settingsOf(newsletter))?.languages).toEqual(['ar', 'es'])
    expect((await set('own-only')).out).toBe('The Sample: the words around its stories come in one language.')
    expect((await settingsOf(newsletter))?.languages).toEqual([])
    expect(await verbs(newsletter)).toEqual(['languages', 'languages'])
  })

  test('languages knows a language in whatever region', async () => {
    const { set } = await setting('languages', { language: 'es-MX' })
    expect(await set('es')).toMatchObject({ code: 1, err: expect.stringContaining('are in es-MX anyway') })
    expect((await set('en')).code).toBe(0)
  })

  test('theme changes what is named, and prints the contrasts in the light and in the dark', async () => {
    const { newsletter, set } = await setting('theme')
    expect((await set('--font', 'serif', '--accent', '#7A1F2B')).out.split('\n')).toEqual([
      'The Sample: serif type, airy.',
      expect.stringMatching(
        /^ {2}light on #\w{6}: words .* : 1, quiet words .* : 1, links #7a1f2b [\d.]+ : 1$/,
      ),
      expect.stringMatching(
        /^ {2}dark {2}on #\w{6}: words .* : 1, quiet words .* : 1, links #\w{6} [\d.]+ : 1$/,
      ),
    ])
    const dark = await set('--density', 'dense', '--accent-dark', '#ffd1d1')
    expect(dark.out).toMatch(/serif type, dense\.\n.*links #7a1f2b.*\n.*links #ffd1d1/)
    expect((await settingsOf(newsletter))?.theme).toEqual({
      accent: '#7a1f2b',
      accentDark: '#ffd1d1',
      font: 'serif',
      density: 'dense',
    })
    await set('--default', '--font', 'sans')
    expect((await settingsOf(newsletter))?.theme).toEqual({
      accent: '#0b4f8a',
      font: 'sans',
      density: 'airy',
    })
    expect(await verbs(newsletter)).toEqual(['theme', 'theme', 'theme'])
  })

  test('theme refuses a colour that could not be read, and names the nearest that can, which it takes', async () => {
    const { newsletter, set } = await setting('theme')
    const { code, err } = await set('--accent', '#ffcc00')
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(
        /^--accent has a contrast of 1\.\d\d : 1 on the light paper, .* words need 4\.5 : 1\./,
      ),
    ])
    const nearest = /nearest colour that has it is (#\w{6})\.$/.exec(err)?.[1] ?? ''
    expect(await settingsOf(newsletter)).toEqual(newsletter)
    expect((await set('--accent', nearest)).code).toBe(0)
    expect(await set('--accent-dark', '#0b4f8a')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^--accent-dark has a contrast of .* on the dark paper/),
    })
    expect(await set('--accent', 'blue')).toMatchObject({
      code: 1,
      err: '--accent must be a colour such as #0b4f8a.',
    })
    expect((await set()).out).toMatch(/^The Sample: system type, airy\.\n {2}light on #fdfdfc: words /)
    for (const [wrong, why] of [
      [['--font', 'comic'], '--font takes one of: system, sans, humanist, serif.'],
      [['--density', 'tight'], '--density takes one of: airy, dense.'],
      [['serif'], 'serif'],
    ] as const)
      expect(await set(...wrong)).toMatchObject({ code: 2, err: expect.stringContaining(why) })
    expect(await verbs(newsletter)).toEqual(['theme'])
  })

  test('subjects says whether they tell what a digest says', async () => {
    const { newsletter, set } = await setting('subjects')
    for (const wrong of [[], ['loud'], ['dated', 'telling']]) expect((await set(...wrong)).code).toBe(2)
    expect((await set('dated')).out).toBe('The Sample: its subjects say the date alone.')
    expect((await settingsOf(newsletter))?.datedSubjects).toBe(true)
    expect((await set('telling')).out).toBe('The Sample: its subjects may tell what a digest says.')
    expect((await settingsOf(newsletter))?.datedSubjects).toBe(false)
    expect(await verbs(newsletter)).toEqual(['dated-subjects', 'telling-subjects'])
  })

  test('a setting of what mails look like leaves the edition of an approved digest as it was', async () => {
    const newsletter = await cloud.newsletter()
    await cloud.post(newsletter, { title: 'The ferry', text: 'It runs again.' })
    await cloud.reader(newsletter)
    const approved = await cloud.until(newsletter, 'approved')
    const set = (...words: string[]) => run('newsletter', ...words, ...ADA, '--newsletter', newsletter.slug)
    for (const words of [
      ['layout', 'compact'],
      ['theme', '--accent', '#7a1f2b'],
      ['subjects', 'dated'],
    ])
      expect((await set(...words)).code).toBe(0)
    const digest = await cloud.settle(newsletter)
    expect(digest.approval).toEqual(approved.approval)
    const [mail] = cloud.accepted(digest)
    const { html, subject } = cloud.inbox.message(mail?.messageId ?? '')
    expect(html).toContain('It runs again.')
    expect(html).toContain('#0b4f8a')
    expect(html).not.toContain('#7a1f2b')
    expect(subject).toContain('The Sample')
  })
})
