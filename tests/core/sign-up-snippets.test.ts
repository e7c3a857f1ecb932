import { load } from 'cheerio/slim'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { oneLine } from '#functions/core/plain-text.ts'
import { signUpSnippets } from '#functions/core/sign-up-snippets.ts'
import { aNewsletter } from '#tests/support/builders.ts'
import { hostileText, named } from '#tests/support/hostile-strings.ts'

const ORIGIN = 'https://news.example.org'

describe('a sign-up form for another site', () => {
  test('is a frame with the whole form, or a form that posts the address alone', () => {
    const { frame, form } = signUpSnippets(aNewsletter({ slug: 'sample' }), ORIGIN)
    expect(load(frame)('iframe').attr()).toMatchObject({
      src: `${ORIGIN}/subscribe/sample/form?lang=en`,
      title: 'Subscribe to \u2068The Sample\u2069',
    })
    const $ = load(form)
    expect($('form').attr()).toMatchObject({
      method: 'post',
      action: `${ORIGIN}/subscribe/sample?lang=en`,
      dir: 'ltr',
    })
    expect($('input').attr()).toMatchObject({ type: 'email', name: 'email' })
    expect($('input')).toHaveLength(1)
    expect($('label').attr('for')).toBe($('input').attr('id'))
    expect($('small').text()).toContain('By pressing Subscribe you ask')
  })

  test('is in the newsletter’s language and its direction', () => {
    const { form } = signUpSnippets(aNewsletter({ language: 'ar' }), ORIGIN)
    expect(load(form)('form').attr()).toMatchObject({ lang: 'ar', dir: 'rtl' })
  })

  test('shows any name and any reason as text', () => {
    const check = (hostile: string): void => {
      const said = oneLine(named(hostile))
      const { frame, form } = signUpSnippets(aNewsletter({ name: said, tracking: { why: said } }), ORIGIN)
      const $ = load(`${frame}${form}`)
      const names = $('*')
        .toArray()
        .map((one) => $(one).prop('tagName')?.toLowerCase())
      expect(names).toEqual(['iframe', 'form', 'p', 'label', 'input', 'p', 'small', 'p', 'button'])
      expect(Object.keys($('iframe').attr() ?? {})).toHaveLength(6)
      expect($('iframe').attr('title')).toContain(said)
      expect($('small').text()).toContain(said)
    }
    fc.assert(fc.property(hostileText, check))
  })
})
