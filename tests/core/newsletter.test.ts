import { describe, expect, test } from 'vitest'
import { Newsletter } from '#functions/core/newsletter.ts'
import { aCategory, aNewsletter } from '#tests/support/builders.ts'

const accepts = (over: object): boolean => Newsletter.safeParse({ ...aNewsletter(), ...over }).success

describe('a newsletter', () => {
  test('is valid as the builder makes it', () => {
    expect(Newsletter.safeParse(aNewsletter()).error).toBeUndefined()
  })

  test.each<[string, object]>([
    ['categories that share an id', { categories: [aCategory(), aCategory({ name: 'More news' })] }],
    ['no category', { categories: [] }],
    [
      'thirteen categories',
      { categories: Array.from({ length: 13 }, (_, id) => aCategory({ id: `c${id}` })) },
    ],
    ['a category without a rule', { categories: [aCategory({ rules: [] })] }],
    ['a zone that does not exist', { zone: 'Europe/Atlantis' }],
    ['a time that no clock shows', { slot: { weekday: 'monday', time: '24:00' } }],
    ['no postal address', { postalAddress: ' \r\n' }],
    ['a sender with an address that is not ASCII', { sender: { name: 'A', address: 'ä@sample.example' } }],
    ['a sender with two addresses', { sender: { name: 'A', address: 'a@b@sample.example' } }],
    ['a refused domain that is an address', { refusedDomains: ['ada@throwaway.example'] }],
    ['a word that nobody knows', { colour: 'red' }],
  ])('cannot have %s', (_, over) => {
    expect(accepts(over)).toBe(false)
  })

  test('keeps each of its names on one line', () => {
    const parsed = Newsletter.parse({
      ...aNewsletter(),
      name: 'The\r\nSample',
      sender: { ...aNewsletter().sender, name: 'A\nB' },
    })
    expect(parsed).toMatchObject({ name: 'The Sample', sender: { name: 'A B' } })
  })

  test('keeps the domains that it refuses as they are mailed to, and refuses none unless told', () => {
    const { refusedDomains: _, ...unsaid } = aNewsletter()
    expect(Newsletter.parse(unsaid).refusedDomains).toEqual([])
    const parsed = Newsletter.parse({ ...unsaid, refusedDomains: ['Throwaway.Example', 'bücher.example'] })
    expect(parsed.refusedDomains).toEqual(['throwaway.example', 'xn--bcher-kva.example'])
    expect(Newsletter.parse(parsed)).toEqual(parsed)
  })
})
