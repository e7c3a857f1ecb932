import fc from 'fast-check'
import Handlebars from 'handlebars'
import { describe, expect, test } from 'vitest'
import { Invalid } from '#functions/core/errors.ts'
import { escapeHtml, escapeText, guardHtml, guardText, sentinel } from '#functions/core/sentinels.ts'
import { CONSTANTS, fillView } from '#functions/core/view.ts'
import { hostileText } from '#tests/support/hostile-strings.ts'
import { aTemplate, VALUES } from './a-template.ts'

const withoutSentinels = (text: string): string => text.replaceAll('\u0002', '').replaceAll('\u0003', '')

describe('text that somebody wrote', () => {
  test('stands in a text part as it was written, whatever it holds', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const template = guardText(escapeText(text))
        expect(fillView(template, CONSTANTS)).toBe(withoutSentinels(text))
      }),
      { numRuns: 500 },
    )
  })

  test('leaves nothing in HTML that HTML or SES would read as its own', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const html = escapeHtml(text)
        expect(html).not.toMatch(/[{}\\<>"']/)
        expect(html).not.toMatch(/&(?!(amp|lt|gt|quot|#39|#123|#125|#92);)/)
        expect(guardHtml(html)).toBe(html)
      }),
      { numRuns: 500 },
    )
  })

  test('cannot pass for a sentinel of ours', () => {
    const forged = '\u0002#if c1\u0003shown to none\u0002/if\u0003'
    expect(guardHtml(escapeHtml(forged))).toBe('#if c1shown to none/if')
    expect(guardText(escapeText(forged))).toBe('#if c1shown to none/if')
  })
})

describe('guards', () => {
  test('stand where sentinels stood', () => {
    const text = `${sentinel('#if c1')}News (${sentinel('n1')})${sentinel('else')}Nothing${sentinel('/if')}`
    expect(guardText(text)).toBe('{{#if c1}}News ({{n1}}){{else}}Nothing{{/if}}')
  })

  test('lose the blanks around them in HTML, where they stand between tags', () => {
    expect(guardHtml(`<table>\n  ${sentinel('#if c1')}\n  <tr></tr>\n  ${sentinel('/if')}\n</table>`)).toBe(
      '<table>{{#if c1}}<tr></tr>{{/if}}</table>',
    )
  })

  test.each(['{{total}}', 'a \\ b', `{{${sentinel('total')}`])(
    'are refused beside a naked %j',
    (rendered) => {
      expect(() => guardHtml(rendered)).toThrow(Invalid)
      expect(() => guardText(rendered)).toThrow(Invalid)
    },
  )

  test.each([
    `above\n${sentinel('#if c1')}\nnews${sentinel('/if')}`,
    `above\r\n${sentinel('#if c1')}\r\nnews${sentinel('/if')}`,
    `${sentinel('#if c1')}news\n \t${sentinel('else')} \nnone${sentinel('/if')}`,
    `${sentinel('#unless c1')}news\n\u00a0${sentinel('/unless')}\n`,
  ])('that stand alone on a line of text are refused: %j', (text) => {
    expect(() => guardText(text)).toThrow(/stands alone on a line/)
  })
})

describe('a reader’s view', () => {
  test.each([
    [true, true, 'one two'],
    [true, false, 'one'],
    [false, true, 'none'],
    [false, false, 'none, not two'],
  ])('follows nested blocks: a %s, b %s gives “%s”', (a, b, view) => {
    const template = '{{#if a}}one{{#if b}} two{{/if}}{{else}}none{{#unless b}}, not two{{/unless}}{{/if}}'
    expect(fillView(template, { a, b })).toBe(view)
  })

  test('takes 0 and the empty text for no', () => {
    const template = '{{#if n}}some{{else}}none{{/if}}'
    expect([0, '', 1, '0'].map((n) => fillView(template, { n }))).toEqual(['none', 'none', 'some', 'some'])
  })

  test('holds numbers and texts as they are', () => {
    expect(fillView('{{n1}}{{n2}} of {{total}} {{link}}', { n1: 1, n2: 0, total: 12, link: 'a/b' })).toBe(
      '10 of 12 a/b',
    )
  })

  test.each(['{{n1}}', '{{#if n1}}{{/if}}', '{{#unless n1}}{{/unless}}', '{{constructor}}'])(
    'is refused where %s names what no reader has, since SES would drop the mail after accepting it',
    (template) => {
      expect(() => fillView(template, { n2: 1 })).toThrow(Invalid)
    },
  )

  test('is what Handlebars, whose language SES speaks, makes of the same template', () => {
    fc.assert(
      fc.property(aTemplate, VALUES, (parts, values) => {
        let template: string
        try {
          template = guardText(parts)
        } catch (error) {
          if (error instanceof Invalid) return
          throw error
        }
        const all = { ...CONSTANTS, ...values }
        const compiled = Handlebars.compile(template, { noEscape: true, strict: true })
        expect(fillView(template, all)).toBe(compiled(all))
      }),
      { numRuns: 300 },
    )
  })
})
