// Contracts: ids, keys, tokens and names that are in mails and tables already. Each was computed once and written
// down; the decision records hold the same. A change here breaks what was sent.

export const READER_IDS = {
  pepper: 'pepper-for-the-test-vectors-of-0001',
  ids: [
    { address: 'ada@example.com', id: '2cb6136163f85708e2a25e91' },
    { address: 'Ada@Example.com ', id: '2cb6136163f85708e2a25e91' },
    { address: 'ada+list@xn--bcher-kva.example', id: 'd53de5e8f10c527da8d244fe' },
    { address: 'ada+list@bücher.example', id: 'd53de5e8f10c527da8d244fe' },
  ],
} as const

export const TOKENS = {
  keyId: 'k1',
  secret: 'signing-key-for-the-test-vectors-01',
  tokens: [
    {
      newsletter: 'sample',
      reader: '0123456789abcdef01234567',
      scope: 'leave',
      token: 'k1.sample.0123456789abcdef01234567.u.-bnr7WsysmUH6XDDW81eDQ',
    },
    {
      newsletter: 'sample',
      reader: '0123456789abcdef01234567',
      scope: 'adjust',
      token: 'k1.sample.0123456789abcdef01234567.p.6xmWanY6FCT7b5McRDRdzw',
    },
  ],
} as const

export const DIGEST_KEYS = [
  { newsletter: 'sample', kind: 'regular', date: '2026-11-24', key: 'sample-regular-2026-11-24' },
  { newsletter: 'sample', kind: 'round-up', date: '2026-12-31', key: 'sample-round-up-2026-12-31' },
  { newsletter: 'the-regular', kind: 'round-up', date: '2028-02-29', key: 'the-regular-round-up-2028-02-29' },
] as const

export const BATCH_TAGS = [
  { wave: 0, number: 0, tag: '0-0' },
  { wave: 2, number: 41, tag: '2-41' },
  { wave: 99, number: 999_999, tag: '99-999999' },
] as const

export const POST_IDS = [
  {
    newsletter: 'sample',
    url: 'https://www.news.example/a-story/?utm_source=feed',
    id: 'b6f68496c0bf13320360bffc',
  },
] as const

/** Of posts of `sample` without an address. */
export const WORDED_POST_IDS = [
  { title: 'The ferry is late', text: 'It waits at the quay.', id: 'b21753cfa52a959c1087d353' },
  { title: '“The Ferry” is late!', text: 'It waits – at the quay.', id: 'b21753cfa52a959c1087d353' },
  { title: 'The ferry is late', publishedAt: '2016-04-05T00:00:00.000Z', id: '7e2d9b918cf783961d43c860' },
  {
    title: 'The ferry is late',
    text: 'It waits at the quay.',
    toldApartBy: '2016-04-05',
    id: 'db12ec138ca83a0160279b4e',
  },
] as const

/** Of an edition with the texts below; its hash is what an approval carries. */
export const EDITION = {
  digest: { newsletter: 'sample', kind: 'regular', date: '2026-11-24' },
  revision: 1,
  plan: { sections: [{ category: 'news', entries: [0] }] },
  parts: { 'full-en': { subject: 'News', html: '<p>News</p>', text: 'News' } },
  page: '<h1>News</h1>',
  hash: '2513f7c37d599b2332903e00f1554ba277f284f8f9f2ebd0f337b48c75d3a7c5',
  templateName: 'gazette-2513f7c37d599b2332903e00-full-en',
} as const

/** Of the same edition with a variant of text alone besides. */
export const PLAIN_EDITION = {
  parts: { 'plain-en': { subject: 'News', text: 'News' } },
  hash: '70380ad008b0097bd75ad5a6f18b8e6f8e1419ccce17e2c64b3dda6ee038f80b',
} as const
