import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linkTexts, type NamedLink } from '#functions/core/link-texts.ts'

const word = fc.constantFrom('a', 'b', 'c', 'd')
const aLink: fc.Arbitrary<NamedLink> = fc.record({
  url: fc.constantFrom('https://one.example', 'https://two.example', 'https://three.example'),
  texts: fc.tuple(word, word, word),
})

describe('the words of a mail’s links', () => {
  test('lead to one address each, and to none of the links that have theirs already', () => {
    fc.assert(
      fc.property(fc.array(aLink, { maxLength: 12 }), fc.subarray(['a', 'b']), (links, taken) => {
        const texts = linkTexts(links, taken)
        expect(texts).toHaveLength(links.length)
        const leadsTo = new Map<string, string>()
        for (const [index, text] of texts.entries()) {
          const url = links[index]?.url ?? ''
          expect(leadsTo.get(text) ?? url).toBe(url)
          leadsTo.set(text, url)
          expect(taken).not.toContain(text)
        }
      }),
    )
  })

  test('are the shortest that no other link could have', () => {
    const link = (url: string, title: string): NamedLink => ({
      url,
      texts: ['Read at X', `Read at X: ${title}`],
    })
    expect(linkTexts([link('u', 'One')])).toEqual(['Read at X'])
    expect(linkTexts([link('u', 'One'), link('v', 'Two')])).toEqual(['Read at X: One', 'Read at X: Two'])
    expect(linkTexts([link('u', 'One'), link('u', 'One')])).toEqual(['Read at X', 'Read at X'])
    expect(linkTexts([link('u', 'One'), link('v', 'One')])).toEqual(['Read at X: One', 'Read at X'])
  })
})
