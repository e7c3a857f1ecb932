import { describe, expect, test } from 'vitest'
import { editContent } from '#functions/core/edit-content.ts'
import { Closing, Content, Note, Preheader, Subject } from '#functions/core/entry.ts'
import type { Saying } from '#functions/core/say-around.ts'
import { aContent, aNewsletter } from '#tests/support/builders.ts'

const NOTE = { text: 'A quiet week, and one good end.', signed: 'Ada' }
const CLOSING = {
  title: 'The swifts are back',
  text: 'Over the harbour.',
  url: 'https://news.example/swifts',
}
const ALL: readonly Saying[] = [
  { verb: 'note', note: NOTE },
  { verb: 'closing', closing: CLOSING },
  { verb: 'subject', subject: 'The ferry runs again' },
  { verb: 'preheader', preheader: 'Twice a day, from Monday.' },
]
const NOTHING: readonly Saying[] = [
  { verb: 'note', note: null },
  { verb: 'closing', closing: null },
  { verb: 'subject', subject: null },
  { verb: 'preheader', preheader: null },
]
const content = aContent({ lead: { post: '0123456789abcdef01234567', forEveryone: true } })
const edited = (before: Content, sayings: readonly Saying[]): Content =>
  sayings.reduce((now, saying) => editContent(aNewsletter(), 'regular', now, saying), before)
const said = {
  note: NOTE,
  closing: CLOSING,
  subject: 'The ferry runs again',
  preheader: 'Twice a day, from Monday.',
}

describe('what an editor says around the stories', () => {
  test('is added to what the digest says, and changes nothing else of it', () => {
    expect(edited(content, ALL)).toEqual({ ...content, ...said })
    expect(Content.parse(JSON.parse(JSON.stringify(edited(content, ALL))))).toEqual({ ...content, ...said })
  })

  test.each(ALL.map((saying, index) => [saying.verb, saying, NOTHING[index]] as const))(
    'takes the place of the %s before alone, or takes it away',
    (verb, saying, gone) => {
      expect(Object.keys(edited(content, [saying])).toSorted()).toEqual(
        [...Object.keys(content), verb].toSorted(),
      )
      const { [verb]: _, ...others } = said
      expect(edited(content, [...ALL, ...(gone ? [gone] : [])])).toEqual({ ...content, ...others })
    },
  )

  test('is one line: breaks become blanks, and what would reorder the text around it is left out', () => {
    expect(Note.parse({ text: ' Two\n\nlines ', signed: 'Ad\u202ea' })).toEqual({
      text: 'Two lines',
      signed: 'Ada',
    })
  })

  test('is refused when it says nothing, or more than is shown, with how long it is', () => {
    const problem = (schema: typeof Subject, text: string) => schema.safeParse(text).error?.issues[0]?.message
    expect(problem(Subject, ' \n ')).toBe('says nothing')
    expect(problem(Subject, '')).toBe('says nothing')
    expect(problem(Subject, 'x'.repeat(56))).toBe('has 56 characters; the most is 55')
    expect(problem(Subject, '🚢'.repeat(55))).toBeUndefined()
    expect(problem(Preheader, 'x'.repeat(111))).toBe('has 111 characters; the most is 110')
    expect(problem(Note.shape.text, 'x'.repeat(501))).toBe('has 501 characters; the most is 500')
    expect(problem(Closing.shape.title, 'x'.repeat(121))).toBe('has 121 characters; the most is 120')
  })
})
