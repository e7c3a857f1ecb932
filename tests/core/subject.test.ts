import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { oneLine } from '#functions/core/plain-text.ts'
import { LONGEST_SUBJECT, subjectOf } from '#functions/core/subject.ts'
import { aContent, anEntry, aSection } from '#tests/support/builders.ts'

const entries = [anEntry({ post: 'p', title: 'The first' }), anEntry({ post: 'q', title: 'The lead' })]
const subject = (lead?: { post: string; forEveryone: boolean }) =>
  subjectOf('The Sample', aContent({ entries, lead }), 'Week 48, 2026')

describe('the subject of a digest', () => {
  test('is the title of a lead that is for everyone', () => {
    expect(subject({ post: 'q', forEveryone: true })).toBe('The lead')
  })

  test('names no story of a lead that is not, nor without a lead', () => {
    expect(subject({ post: 'q', forEveryone: false })).toBe('The Sample: Week 48, 2026')
    expect(subject()).toBe('The Sample: Week 48, 2026')
  })

  test('names no story with a content note of its own or of a section of it', () => {
    const lead = { post: 'q', forEveryone: true }
    const noted = [anEntry({ post: 'q', title: 'The lead', contentNote: 'War' })]
    const sections = [aSection({ entries: ['q'] }), aSection({ entries: ['q'], contentNote: 'War' })]
    for (const over of [{ entries: noted }, { entries, sections }])
      expect(subjectOf('The Sample', aContent({ ...over, lead }), 'Week 48, 2026')).toBe(
        'The Sample: Week 48, 2026',
      )
  })

  test('names none where the lead is no longer in the digest', () => {
    expect(subject({ post: 'gone', forEveryone: true })).toBe('The Sample: Week 48, 2026')
  })

  test('is an editor’s, where one wrote it', () => {
    const content = aContent({ entries, lead: { post: 'q', forEveryone: true }, subject: 'By hand' })
    expect(subjectOf('The Sample', content, 'Week 48, 2026')).toBe('By hand')
  })

  test('has at most 55 characters, whatever titles and names say', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
        fc.boolean(),
        (text, forEveryone) => {
          const own = oneLine(text)
          fc.pre(own !== '')
          const content = aContent({
            entries: [anEntry({ title: own })],
            lead: { post: anEntry().post, forEveryone },
          })
          const said = subjectOf(own, content, '18 – 24 Nov 2026')
          expect([...said].length).toBeLessThanOrEqual(LONGEST_SUBJECT)
          expect(said).not.toBe('')
        },
      ),
    )
  })
})
