import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clusterStories, type Story } from '#functions/core/cluster.ts'
import { postFrom, SubmittedPost } from '#functions/core/post.ts'
import { readPosts } from '#infra/local/main-job.ts'
import { samplePosts } from '#infra/local/sample/sample-newsletter.ts'
import { at } from '#tests/support/builders.ts'

let made = 0
const story = (publisher: string | undefined, title: string, excerpt = '', day = '2026-11-02'): Story => ({
  id: `post-${++made}`,
  title,
  excerpt,
  publisher,
  publishedAt: at(`${day}T08:00:00Z`),
})
const areOne = (one: Story, other: Story): boolean => clusterStories([one, other], []).clusters.length === 1
const repeats = (candidate: Story, earlier: Story): boolean =>
  clusterStories([candidate], [earlier]).repeats.has(candidate.id)

const FERRY =
  'A ferry carrying 214 people from Orsund to the Hallow Islands ran aground early on Tuesday, and all of them were brought ashore by fishing boats, the coastguard said. Divers found a tear of nine metres in the hull. The owner, Brisk Line, had been fined twice this year for sailing with too few crew.'
const FERRY_EDITED =
  'A ferry with 214 people from Orsund to the Hallow Islands ran aground early Tuesday, and all were brought ashore by local fishing boats, the coastguard said. Divers discovered a tear of nine metres in the hull. The owner, Brisk Line, had been fined twice this year…'

const WIRES: Record<string, [Story, Story]> = {
  'English, lightly edited and cut': [
    story('Reuters', 'All 214 rescued as Hallow Islands ferry runs aground', FERRY),
    story('BBC News', 'Fishing boats save everyone aboard stricken ferry', FERRY_EDITED),
  ],
  'English, with a dateline': [
    story('Reuters', 'All 214 rescued as Hallow Islands ferry runs aground', FERRY),
    story('The Daily Quay', 'Ferry owner was fined twice before accident', `ORSUND (Reuters) – ${FERRY}`),
  ],
  Arabic: [
    story(
      'وكالة السرد',
      'محكمة في الساروان تفرج عن أربعة صحفيين بعد عامين من الاحتجاز',
      'أمرت محكمة في مدينة الساروان يوم الاثنين بالإفراج عن أربعة صحفيين احتُجزوا ٢٦ شهرًا دون محاكمة بعد نشر تحقيق عن عقود الميناء، وقالت محاميتهم إن موكليها سيغادرون السجن خلال ساعات وإنهم يعتزمون العودة إلى عملهم في الصحيفة.',
    ),
    story(
      'صحيفة الميناء',
      'بعد تحقيق عن عقود الميناء: صحفيون يستعيدون حريتهم',
      'امرت محكمة في مدينة الساروان الاثنين بالإفراج عن أربعة صحفيين احتجزوا 26 شهرا من دون محاكمة بعد نشر تحقيق عن عقود الميناء، وقالت محاميتهم إن موكليها سيغادرون السجن خلال ساعات…',
    ),
  ],
  Korean: [
    story(
      '한빛통신',
      '솔내군 요양원 화재, 야간 근무자 한 명뿐이었다',
      '지난 3일 솔내군의 한 요양원에서 난 불로 어르신 7명이 숨진 가운데, 당시 야간 근무자는 한 명뿐이었던 것으로 드러났다. 소방당국은 스프링클러가 두 해 전부터 고장 나 있었다고 밝혔으며 유족들은 군청의 점검 기록 공개를 요구했다.',
    ),
    story(
      '들녘신문',
      '유족들 “군청 점검 기록 공개하라”',
      '지난 3일 솔내군의 한 요양원에서 난 불로 어르신 7명이 숨진 가운데 당시 야간근무자는 한 명뿐이었던 것으로 확인됐다. 소방당국은 스프링클러가 두 해 전부터 고장 나 있었다고 밝혔으며 유족들은 군청의 점검 기록…',
    ),
  ],
  Japanese: [
    story(
      '潮見通信',
      '入管施設で医師の診察なく40日、収容者が死亡',
      '潮見市の入管施設に収容されていた男性が、体調不良を訴えてから40日間医師の診察を受けられないまま死亡していたことが、遺族の弁護団への取材で分かった。施設側は看護師が毎日確認していたと説明しているが、記録の一部は残っていないという。',
    ),
    story(
      '波止場新聞',
      '「記録残っていない」遺族に説明 入管収容の男性死亡',
      '潮見市の入管施設に収容されていた男性が、体調不良を訴えてから40日間、医師の診察を受けられずに死亡していたことが遺族の弁護団への取材でわかった。施設側は看護師が毎日確認していたと説明している…',
    ),
  ],
  Chinese: [
    story(
      '临江通讯社',
      '临江法院判决养殖场赔偿下游三百户渔民',
      '临江市中级人民法院周四判决一家养殖场向下游三百户渔民支付赔偿，理由是该养殖场连续两年在夜间排放未经处理的废水。渔民代表说，判决虽然来得很晚，但孩子们终于可以再次下河。养殖场表示将提出上诉。',
    ),
    story(
      '河岸日报',
      '夜间排污两年 养殖场败诉',
      '临江市中级人民法院周四判决一家养殖场向下游三百户渔民支付赔偿，理由是这家养殖场连续两年在夜间排放未经处理的废水。渔民代表表示，判决虽然来得很晚，但孩子们终于可以再次下河…',
    ),
  ],
  Spanish: [
    story(
      'Agencia Almarena',
      'El tribunal ordena devolver las tierras de Lomaverde',
      'El tribunal agrario de Almarena ordenó el viernes devolver 1.200 hectáreas a las familias de Lomaverde, expulsadas hace dieciocho años por una empresa maderera. La sentencia da noventa días para retirar las máquinas y obliga a reparar el manantial.',
    ),
    story(
      'El Cuaderno',
      'Lomaverde vuelve a casa dieciocho años después',
      'El tribunal agrario de Almarena ordenó este viernes devolver 1200 hectáreas a las familias de Lomaverde, expulsadas hace dieciocho años por una compañía maderera. El fallo da noventa días para retirar las máquinas…',
    ),
  ],
}

const OTHERS: Record<string, [Story, Story]> = {
  'one demand made of two states': [
    story(
      'Amnesty International',
      'Kestovar: Release detained teachers',
      'Amnesty International calls on the authorities of Kestovar to release immediately and unconditionally all teachers who are held only because they took part in a peaceful strike, and to drop every charge against them.',
    ),
    story(
      'The Rights Wire',
      'Vardenne: Release detained teachers',
      'Amnesty International calls on the authorities of Vardenne to release immediately and unconditionally all teachers who are held only because they took part in a peaceful strike, and to drop every charge against them.',
    ),
  ],
  'the same in Arabic': [
    story(
      'منظمة الإنصاف',
      'كستوفار: أطلقوا سراح المعلمين المحتجزين',
      'تدعو منظمة الإنصاف السلطات في كستوفار إلى الإفراج الفوري وغير المشروط عن جميع المعلمين المحتجزين لمجرد مشاركتهم في إضراب سلمي وإلى إسقاط جميع التهم الموجهة إليهم.',
    ),
    story(
      'مرصد الحقوق',
      'فاردين: أطلقوا سراح المعلمين المحتجزين',
      'تدعو منظمة الإنصاف السلطات في فاردين إلى الإفراج الفوري وغير المشروط عن جميع المعلمين المحتجزين لمجرد مشاركتهم في إضراب سلمي وإلى إسقاط جميع التهم الموجهة إليهم.',
    ),
  ],
  'the same in Chinese': [
    story(
      '公道组织',
      '公道组织呼吁肯洛亚释放被拘押的教师',
      '公道组织呼吁肯洛亚当局立即无条件释放所有仅因参加和平罢工而被拘押的教师，撤销对他们的全部指控，并保证他们能够返回学校。',
    ),
    story(
      '人权观察站',
      '公道组织呼吁乌丹提释放被拘押的教师',
      '公道组织呼吁乌丹提当局立即无条件释放所有仅因参加和平罢工而被拘押的教师，撤销对他们的全部指控，并保证他们能够返回学校。',
    ),
  ],
  'the same in Japanese, named only in the text': [
    story(
      '公正の会',
      '拘束された教師を釈放せよと声明',
      '公正の会はケストバルの当局に対し、平和的なストライキに参加したことだけを理由に拘束されているすべての教師を直ちに無条件で釈放するよう求めた。',
    ),
    story(
      '人権通信',
      '拘束された教師を釈放せよと声明',
      '公正の会はヴァルデンの当局に対し、平和的なストライキに参加したことだけを理由に拘束されているすべての教師を直ちに無条件で釈放するよう求めた。',
    ),
  ],
  'notices of two hearings': [
    story(
      'Trial Watch',
      'Hearing in the case of Amin Dorval',
      'The trial of Amin Dorval, a lawyer, on charges of spreading false news resumed before the Third Criminal Court of Osmery on Monday. The court heard two witnesses and adjourned the case until 14 December.',
    ),
    story(
      'Court Monitor',
      'Hearing in the case of Lea Sandvik',
      'The trial of Lea Sandvik, a lawyer, on charges of spreading false news resumed before the Third Criminal Court of Osmery on Monday. The court heard two witnesses and adjourned the case until 14 December.',
    ),
  ],
  'the next number of a series': [
    story(
      'Press Desk',
      'Weekly roundup 12',
      'What happened to press freedom in the region this week: the stories you may have missed, and those to watch in the days ahead.',
    ),
    story(
      'Press Desk',
      'Weekly roundup 13',
      'What happened to press freedom in the region this week: the stories you may have missed, and those to watch in the days ahead.',
    ),
  ],
  'the same words of a weekly series': [
    story(
      'Press Desk',
      'The week in press freedom',
      'What happened to press freedom in the region this week: the stories you may have missed, and those to watch in the days ahead.',
    ),
    story(
      'Press Desk',
      'The week in press freedom',
      'What happened to press freedom in the region this week: the stories you may have missed, and those to watch in the days ahead.',
      '2026-11-09',
    ),
  ],
  'the notice that stands for a text': [
    story(
      'The Harbour Post',
      'Dock workers vote to strike from Friday',
      'This article is for subscribers only. To read it in full, log in to your account or choose one of our subscriptions.',
    ),
    story(
      'Tarn Valley Courier',
      'River fish return after dam is removed',
      'This article is for subscribers only. To read it in full, log in to your account or choose one of our subscriptions.',
    ),
  ],
  'Read more': [
    story('The Harbour Post', 'Dock workers vote', 'Read more'),
    story('Tarn Valley Courier', 'River fish return', 'Read more'),
  ],
  'short titles': [story('NPR', 'Kestovar updates'), story('CBS', 'Kestovar updates')],
  'who did what to whom': [
    story('NPR', 'Ondralie says Vardenne attacked its embassy in the capital of Osmery on Sunday'),
    story('CBS', 'Vardenne says Ondralie attacked its embassy in the capital of Osmery on Sunday'),
  ],
  'a headline that fits two states': [
    story(
      'NPR',
      'UN rights office condemns arrest of opposition leader before vote',
      'Police in Kestovar took Ilan Marr from his home at dawn, his party said.',
    ),
    story(
      'CBS',
      'UN rights office condemns arrest of opposition leader before vote',
      'Dana Oriel was held in Vardenne on her way to a rally, according to aides.',
    ),
  ],
  'a number that has grown': [
    story('Reuters', 'Ferry toll rises', FERRY),
    story('CBS', 'Ferry toll rises again', FERRY.replace('214', '219')),
  ],
  'another name in one place': [
    story('Reuters', 'Ferry runs aground', FERRY),
    story('CBS', 'Ferry runs aground', FERRY.replace('Hallow Islands', 'Sarrow Reefs')),
  ],
  'a charge and a verdict': [
    story(
      'Reuters',
      'Court charges three former wardens of Kolvara centre',
      'A court in Osmery has charged three former wardens of the Kolvara detention centre, in whose cells nineteen people were beaten over two winters and deprived of sleep.',
    ),
    story(
      'CBS',
      'Court convicts three former wardens of Kolvara centre',
      'A court in Osmery has convicted three former wardens of the Kolvara detention centre, in whose cells nineteen people were beaten over two winters and deprived of sleep.',
    ),
  ],
}

describe('stories that several publishers tell', () => {
  test.each(Object.entries(WIRES))('are one under other headlines: %s', (_, [one, other]) => {
    expect(areOne(one, other)).toBe(true)
  })

  test.each([
    [
      'Court frees editor of Talvessa weekly after 90 days',
      'Court frees editor of Talvessa weekly after 90 days',
    ],
    [
      'Court frees editor of “Talvessa” weekly after 90 days',
      'COURT FREES EDITOR OF TALVESSA WEEKLY AFTER 90 DAYS',
    ],
    [
      'U.S. envoy meets editor of Talvessa weekly in jail',
      'US envoy meets editor of Talvessa weekly in jail',
    ],
    [
      'Court frees editor of Talvessa weekly after 90 days - BBC News',
      'Court frees editor of Talvessa weekly after 90 days | Reuters',
    ],
    ['法院九十天后释放塔尔维萨周报主编', '法院九十天后释放塔尔维萨周报主编'],
  ])('are one under one long headline: %s', (title, otherTitle) => {
    expect(
      areOne(
        story('BBC News', title, 'Náhira Sölvane walked free on Monday.'),
        story('Reuters', otherTitle, 'Supporters of Sölvane cheered outside the jail.'),
      ),
    ).toBe(true)
  })

  test.each(Object.entries(OTHERS))('are not one for what they share: %s', (_, [one, other]) => {
    expect(areOne(one, other)).toBe(false)
    expect(repeats(one, other)).toBe(false)
    expect(repeats(other, one)).toBe(false)
  })

  test('are not one when they are far apart in time', () => {
    const [one, other] = [story('Reuters', 'Ferry runs aground', FERRY), story('CBS', 'Ferry saved', FERRY)]
    expect(areOne(one, { ...other, publishedAt: at('2026-11-11T08:00:00Z') })).toBe(true)
    expect(areOne(one, { ...other, publishedAt: at('2026-11-13T08:00:00Z') })).toBe(false)
  })

  test('are one only where each is like each', () => {
    const title = 'Fishing boats bring all passengers of stricken ferry ashore'
    const [text, both, headline] = [
      story('Reuters', 'Ferry owner fined before it ran aground', FERRY),
      story('BBC News', title, FERRY),
      story('CBS', title, 'Nobody drowned.'),
    ]
    expect(areOne(both, headline)).toBe(true)
    expect(areOne(text, headline)).toBe(false)
    expect(clusterStories([headline, text, both], []).clusters).toEqual([[headline.id], [text.id, both.id]])
  })
})

describe('a publisher’s own text under a second address', () => {
  const [title, text] = ['All 214 rescued as Hallow Islands ferry runs aground', FERRY]
  const first = story('BBC News', title, text)

  test('is one with the first', () => {
    expect(areOne({ ...first, id: 'a' }, { ...first, id: 'b', publisher: 'BBC' })).toBe(true)
  })

  test.each([
    ['a day later', { publishedAt: at('2026-11-03T08:00:00Z') }],
    ['with another name', { excerpt: FERRY.replace('Brisk Line', 'Brisk Line of Sarrow') }],
    ['with another headline', { title: 'Ferry owner was warned' }],
  ])('is another %s', (_, change) => {
    expect(areOne({ ...first, id: 'a' }, { ...first, id: 'b', ...change })).toBe(false)
  })
})

describe('a story that an earlier digest had', () => {
  test.each(Object.entries(WIRES))(
    'is no candidate when another publisher tells it again: %s',
    (_, [one, other]) => {
      const { clusters, repeats } = clusterStories([other], [one])
      expect({ clusters, repeats: [...repeats] }).toEqual({ clusters: [], repeats: [[other.id, one.id]] })
    },
  )

  test('is followed by one with a new name', () => {
    const first = story('Reuters', 'Ferry runs aground', FERRY)
    const followUp = FERRY.replace('the coastguard said', 'Captain Ines Rohde said on her release')
    expect(repeats(story('CBS', 'Captain of ferry is freed', followUp), first)).toBe(false)
  })
})

describe('clusters', () => {
  const all = [...Object.values(WIRES), ...Object.values(OTHERS)].flat()

  test('hold each candidate once, in the order of the candidates', () => {
    const { clusters, repeats } = clusterStories(all, [])
    expect(new Set(clusters.flat())).toEqual(new Set(all.map(({ id }) => id)))
    expect(clusters.flat()).toHaveLength(new Set(all.map(({ id }) => id)).size)
    expect(repeats.size).toBe(0)
    const places = clusters.map((cluster) => cluster.map((id) => all.findIndex((one) => one.id === id)))
    expect(places.map(([first]) => first)).toEqual(
      places.map(([first]) => first).toSorted((a = 0, b = 0) => a - b),
    )
    for (const members of places) expect(members).toEqual(members.toSorted((a, b) => a - b))
  })

  test('are the same for every order of the candidates and of the earlier entries', () => {
    const sorted = (clusters: readonly (readonly string[])[]) =>
      clusters.map((ids) => ids.toSorted()).toSorted()
    const shuffled = fc.shuffledSubarray(all, { minLength: all.length })
    const [candidates, earlier] = [
      all.filter((_, place) => place % 3 > 0),
      all.filter((_, place) => place % 3 === 0),
    ]
    const expected = clusterStories(candidates, earlier)
    fc.assert(
      fc.property(shuffled, (order) => {
        const given = clusterStories(
          order.filter((one) => candidates.includes(one)),
          order.filter((one) => earlier.includes(one)),
        )
        expect(sorted(given.clusters)).toEqual(sorted(expected.clusters))
        expect(new Map(given.repeats)).toEqual(new Map(expected.repeats))
      }),
      { numRuns: 20 },
    )
  })
})

const FOLDER = new URL('../../../shared/archives/', import.meta.url)
const NOW = at('2026-11-22T00:00:00Z')
const SILENT = { say: () => {}, complain: () => {} }

const readArchived = (): Story[] => {
  const pages = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'))
  const saved = readPosts(
    pages.map((name) => fileURLToPath(new URL(name, FOLDER))),
    SILENT,
  ).map(({ post }) => post)
  return [...saved, ...samplePosts(NOW)].flatMap(
    (post) => postFrom('trial', SubmittedPost.parse(post), NOW) ?? [],
  )
}

/** The posts of the saved pages and of the sample. */
const archived = existsSync(FOLDER) ? readArchived() : []

/** A copy as another publisher prints it: another headline, cut to `share`, every twentieth word another. */
const reprinted = (post: Story, share: number): Story => {
  const words = post.excerpt.split(' ')
  const kept = words.slice(0, Math.ceil(words.length * share))
  return {
    ...post,
    id: `${post.id}-again`,
    publisher: 'The Second Print',
    title: `What we know: ${post.title.split(' ').toReversed().join(' ')}`,
    excerpt: `${kept.map((word, place) => (place % 20 === 7 ? 'otherwise' : word)).join(' ')}…`,
  }
}

describe.skipIf(!existsSync(FOLDER))(
  'the posts of saved archive pages and the sample (skipped where the pages are absent)',
  () => {
    // Read one by one: they tell of one country and subject, quote one report, and still each is a story of its own.
    test.each([
      ['as they are', (post: Story) => post],
      ['each by a publisher of its own', (post: Story) => ({ ...post, publisher: `House ${post.id}` })],
      [
        'undated, each by a publisher of its own',
        ({ publishedAt: _, ...post }: Story) => ({ ...post, publisher: post.id }),
      ],
    ])('are all stories of their own: %s', (_, change) => {
      const posts = archived.map(change)
      const { clusters } = clusterStories(posts, [])
      expect(posts).toHaveLength(76)
      expect(clusters.filter((cluster) => cluster.length > 1)).toEqual([])
    })

    test.each([1, 0.8, 0.6])('are found again, cut to %s, among all others', (share) => {
      const posts = archived.map((post) => ({ ...post, publisher: post.publisher ?? 'The First Print' }))
      const long = posts.filter(({ excerpt }) => excerpt.length >= 120)
      const copies = long.map((post) => reprinted(post, share))
      const { clusters } = clusterStories([...posts, ...copies], [])
      const pairs = clusters.filter((cluster) => cluster.length > 1)
      for (const [first, second, ...more] of pairs) expect([second, ...more]).toEqual([`${first}-again`])
      expect(pairs.length / long.length).toBeGreaterThan(0.95)
    })
  },
)
