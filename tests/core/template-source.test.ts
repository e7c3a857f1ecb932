import { describe, expect, test } from 'vitest'
import { lineLike, sourceFaults, unbalancedTag } from '#functions/core/template-source.ts'

describe('the source of a template', () => {
  test('may hold components that lay words out, plain HTML and Liquid', () => {
    const source = `<mjml><mj-body>{% for section in sections %}<mj-section><mj-column><mj-text>
<h2 style="margin:0">{{ section.name | upcase }}</h2><p>a {%- comment %}b{% endcomment %}</p>
</mj-text></mj-column></mj-section>{% endfor %}</mj-body></mjml>`
    expect(sourceFaults(source)).toEqual([])
  })

  test.each([
    ['<mj-raw>', /mj-raw/],
    ['<mj-style>a{}</mj-style>', /mj-style/],
    ['<mj-include path="/etc/passwd" />', /mj-include/],
    ['<mj-html-attributes>', /mj-html-attributes/],
    ['<mj-carousel>', /mj-carousel/],
    ['<script>', /script/],
    ['<iframe src="x">', /iframe/],
    ['<SCRIPT>', /SCRIPT/],
    ['<p onclick="x()">', /onclick/],
    ['<p/onclick="x()">', /Write a tag whole/],
    ["<s{{ '' }}cript>", /Write a tag whole/],
    ['<p class=x>', /Write a tag whole/],
    ['<p style="background:u&#114;l(x)">', /may load nothing/],
    ['<a href="javascript:x()">', /“javascript:x\(\)” is not whole/],
    ['<a href="data:text/html,x">', /“data:.*is not whole/],
    ['<!-- note -->', /Comments/],
    ['{ naked', /naked \{/],
    ['a \\ b', /naked \\/],
  ])('with %s is refused, with the line and the reason', (part, words) => {
    const [fault] = sourceFaults(`<mjml>\n<mj-body>\n${part}\n</mj-body></mjml>`)
    expect(fault).toMatchObject({ line: 3, words: expect.stringMatching(words) })
  })

  test('that is much longer than any is refused at once', () => {
    expect(sourceFaults('<'.repeat(100_001))).toHaveLength(1)
  })
})

test('a line of what was made of a template is found again by its own words', () => {
  const source = '<mjml>\n<mj-text color="{{ ink }}">{{ name }}</mj-text>\n<mj-text>\n</mjml>'
  expect(lineLike(source, '<mj-text color="#111111">The Sample</mj-text>')).toBe(2)
  expect(lineLike(source, 'something else')).toBeUndefined()
})

test('a tag that is not closed, or closed twice, is named', () => {
  expect(unbalancedTag('<div><p>a<br>b</p><mj-divider /></div>')).toBeUndefined()
  expect(unbalancedTag('<div>\n<p>a</div>')).toEqual({ tag: 'p', line: 2 })
  expect(unbalancedTag('<div></div>\n</div>')).toEqual({ tag: 'div', line: 2 })
  expect(unbalancedTag('<p><b>x</p></b>')?.tag).toBe('b')
})
