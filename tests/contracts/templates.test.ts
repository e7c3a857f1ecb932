import { describe, expect, test } from 'vitest'
import { sesTemplates } from '#functions/adapters/ses/templates.ts'
import type { VariantParts } from '#functions/core/edition.ts'
import { Invalid } from '#functions/core/errors.ts'
import { CONSTANTS, fillView } from '#functions/core/view.ts'
import type { Templates } from '#functions/use-cases/ports.ts'
import { freshId } from '#tests/support/fresh.ts'
import { clientTo, withSes } from '#tests/support/ses.ts'

const PARTS = {
  subject: 'Hello {{name}}',
  html: '<p>{{#if c0}}News{{else}}Nothing{{/if}}</p>',
  text: '{{#unless c0}}Nothing {{/unless}}for {{name}}',
}
const aName = () => `gazette-${freshId()}-full-en`

describe('Templates on SES', () => {
  let templates: Templates
  withSes(({ url }) => {
    templates = sesTemplates(clientTo(url))
  })
  const rendered = async (parts: VariantParts, values: Parameters<Templates['testRender']>[1]) => {
    const name = aName()
    await templates.store(name, parts)
    return templates.testRender(name, values)
  }

  test('a stored template renders for one reader as SES fills it', async () => {
    expect(await rendered(PARTS, { name: 'Ada', c0: true })).toEqual({
      subject: 'Hello Ada',
      html: '<p>News</p>',
      text: 'for Ada',
    })
  })

  test('one of text alone renders without HTML', async () => {
    const { html, ...text } = PARTS
    const mail = await rendered(text, { name: 'Ada', c0: false })
    expect(mail).toEqual({ subject: 'Hello Ada', text: 'Nothing for Ada' })
  })

  test('storing twice under one name is fine', async () => {
    const name = aName()
    await templates.store(name, PARTS)
    await templates.store(name, PARTS)
    expect((await templates.testRender(name, { name: 'Ada', c0: false })).text).toBe('Nothing for Ada')
  })

  test.each([
    ['an open block', { text: '{{#if c0}}News' }],
    ['a block that closes another', { html: '{{#if c0}}News{{/unless}}' }],
    ['braces that say nothing', { subject: 'Hello {{}}' }],
    ['more than SES holds', { html: 'x'.repeat(500_001) }],
  ])('%s is Invalid, with SES’s words', async (_, wrong) => {
    const storing = templates.store(aName(), { ...PARTS, ...wrong })
    await expect(storing).rejects.toThrow(Invalid)
    await expect(storing).rejects.toThrow(/^SES refuses the mail: .+/)
  })

  test('rendering without one of its names is Invalid, with SES’s words', async () => {
    const rendering = rendered(PARTS, { c0: true })
    await expect(rendering).rejects.toThrow(Invalid)
    await expect(rendering).rejects.toThrow(/^SES cannot render the mail: .*name/)
  })

  test('rendering one that was never stored throws', async () => {
    await expect(templates.testRender(aName(), {})).rejects.toThrow()
  })

  test('one that was deleted is not there any more, and deleting it again is fine', async () => {
    const [name, other] = [aName(), aName()]
    await templates.store(name, PARTS)
    await templates.store(other, PARTS)
    await templates.remove(name)
    await templates.remove(name)
    await expect(templates.testRender(name, { name: 'Ada', c0: true })).rejects.toThrow()
    expect((await templates.testRender(other, { name: 'Ada', c0: true })).subject).toBe('Hello Ada')
  })

  test.each([
    ['markup', '</script><p>&amp; & "quoted" \'too\''],
    ['any script', 'تحية 🎉 é é ‮abc‬ 日本語'],
    ['a long line', `${'wörd '.repeat(60)}end`],
    ['an encoded word', 'What =?UTF-8?B?w6k=?= means'],
    ['colons and a line that begins with a dot', 'Re: Fwd: x\n.\nFrom me\n--_boundary'],
    ['braces and backslashes as values', '{{lb}}{{lb}}name{{rb}}{{rb}} {{bs}}n'],
    ['inner and no-break spaces', 'a  b\u00a0c\u2028d\te'],
  ])('%s comes back as it went in', async (_, hostile) => {
    const oneLine = hostile.replaceAll('\n', ' ')
    const parts = { subject: oneLine, html: `<p>${hostile}</p>`, text: `${hostile}\n\nEnd\n` }
    const own = (part: string) => fillView(part, CONSTANTS)
    expect(await rendered(parts, CONSTANTS)).toEqual({
      subject: own(parts.subject),
      html: own(parts.html),
      text: own(parts.text),
    })
  })
})
