import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { documented, STATEMENTS } from './sources/documented.ts'

const CITED = /documented\(\s*(?:'(?<one>[^']+)'|\[(?<several>[^\]]+)\])/gu

const cited = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.test.ts') && name !== 'sources.test.ts')
  .flatMap((name) => [...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(CITED)])
  .flatMap(
    ({ groups }) => groups?.one ?? [...(groups?.several ?? '').matchAll(/'([^']+)'/gu)].map(([, id]) => id),
  )

test('every statement is cited by a test, and every test cites a statement of the table', () => {
  expect([...new Set(cited)].sort()).toEqual(STATEMENTS.map(([id]) => id).sort())
})

test('a statement is said once', () => {
  for (const part of [0, 1] as const) {
    const said = STATEMENTS.map((statement) => statement[part])
    expect(said.filter((one, place) => said.indexOf(one) < place)).toEqual([])
  }
})

test('a title shows the document and what it says', () => {
  expect(documented(['tag-length', 'burst-length'], 'this')).toBe(
    'this [SES API v2, MessageTag: name and value have at most 256 characters each; not documented; our reading: a short burst is three seconds of the rate]',
  )
})
