import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Invalid, NotFound } from '#functions/core/errors.ts'
import { hexId } from '#functions/core/hex-id.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'

const cloud = await startTestCloud()
const { template, newsletters, acts } = cloud.desk
const ADA = { by: 'Ada', why: 'A new look' }

const DOCS = readFileSync(new URL('../../docs/templates.md', import.meta.url), 'utf8')
const [, EXAMPLE = ''] = /```liquid\n([\s\S]*?)```/.exec(DOCS) ?? []
const changed = (part: string, by: string): string => {
  expect(EXAMPLE).toContain(part)
  return EXAMPLE.replace(part, by)
}

test('the template in the docs is right, and makes the mails of a newsletter that uses it', async () => {
  const { newsletter } = await cloud.weekly(1)
  expect(await template.faultsOf(EXAMPLE)).toEqual([])
  await template.use(newsletter.slug, changed('<p>{{ period }}', '<p>Our own {{ period }}'), ADA)
  const digest = await cloud.settle(newsletter)
  const [mail] = cloud.accepted(digest)
  expect(cloud.inbox.message(mail?.messageId ?? '').html).toContain('<p>Our own ')
  expect(await acts.list({ newsletter: newsletter.slug })).toMatchObject([{ verb: 'template', ...ADA }])

  await template.drop(newsletter.slug, ADA)
  expect(await newsletters.get(newsletter.slug)).not.toHaveProperty('template')
})

test('one with a fault is refused, and the one before it stays in use', async () => {
  const { slug } = await cloud.newsletter()
  await template.use(slug, EXAMPLE, ADA)
  await expect(template.use(slug, changed("{% include 'footer' %}", ''), ADA)).rejects.toThrow(Invalid)
  expect((await newsletters.get(slug))?.template?.hash).toBe(hexId(EXAMPLE))
  await expect(template.use('nobody', EXAMPLE, ADA)).rejects.toThrow(NotFound)
})

test.each([
  ['<mj-column>', '<mj-column onload="x()">', 6, /The attribute onload/],
  ['{{ period }}', '{{ perod }}', 9, /undefined variable: perod/],
  ['{{ period }}', '{{ period | raw }}', 9, /undefined filter: raw/],
  ['padding="32px 0"', 'paddin="32px 0"', 5, /Attribute paddin is illegal/],
  ['{% endfor %}\n        {% if closing', '{% if closing', 21, /not closed/],
  ['<p>', "<s{{ '' }}cript>", 9, /Write a tag whole/],
  ['<p>', '<s{% if true %}tyle{% endif %}>', 9, /Write a tag whole|may not stand/],
  ['<p>', '<p/onclick="x()">', 9, /Write a tag whole/],
  ['<p>', '<p o{{ \'\' }}nclick="x()">', 9, /Write a tag whole/],
  ['<p>', "<p {% filled 'onclick=x()' %}>", 9, /Write a tag whole/],
  ['<p>', '<p onclick="x()">', 9, /The attribute onclick/],
  ['<p>', '<img alt="" width="1" srcset="https://evil.example/x 1x"><p>', 9, /The attribute srcset/],
  ['<p>', '<p style="background:u&#114;l(https://evil.example)">', 9, /A style may load nothing/],
  [
    '<p>',
    "{% assign x = 'background:ur' | append: 'l(x)' %}<p style=\"{{ x }}\">",
    undefined,
    /The mail loads/,
  ],
  ['<p>', '<a href="java{{ x }}script:x()">a</a><p>', 9, /is not whole/],
  [
    '{{ period }}',
    '<a href="https://evil.example/{% own \'adjust\' %}">Topics</a>',
    undefined,
    /token stands in an address that is not ours/,
  ],
  ['{% own section.count %}', "{% own '#if lead' %}", 24, /is no name of what differs/],
  ["{% if note %}{% include 'note' %}{% endif %}", '', undefined, /The mail lacks “/],
  [
    'isLead: false, gap: 24 %}',
    'isLead: false, gap: 24 %}{{ entry.excerpt }}',
    undefined,
    /sees the excerpt of .* Guard it with excerptGuard/,
  ],
  ["{% include 'preheader' %}", "{% include '/etc/passwd' %}", 4, /lookup/],
  ['</h1>', '', 8, /<h1> is not closed/],
  ['{{ period }}', '{% shown nobody %}', 9, /undefined variable: nobody/],
  ['{{ period }}', "{% include 'entry' %}", undefined, /In “entry”, line \d+: undefined variable/],
  ["{% include 'footer' %}", '', undefined, /no postal address/],
  [
    '<p>',
    `{{ "}} {% " | slice: 0, 0 }}<script>alert(1)</script>{{ " %} {{ " | slice: 0, 0 }}<p>`,
    9,
    /<script> may not stand/,
  ],
  ['<p>', '\u0002#unless dated\u0003<p>', 9, /control character/],
  [
    '{{ period }}',
    `<a href="https://evil.example/?u={{ links.adjust }}{% own 'adjust' %}">Topics</a>`,
    undefined,
    /token stands in an address that is not ours/,
  ],
  ['{{ period }}', '<mj-spacer onclick="x()">a</mj-spacer>', 9, /The attribute onclick/],
  ['{{ period }}', '<mj-spacer>a</mj-spacer>', undefined, /The mail holds <mj-spacer>/],
  [
    '{{ period }}',
    '{% shown flags.dated %}a{% notshown x %}b{% notshown x %}c{% endshown x %}',
    undefined,
    /two alternatives|undefined variable/,
  ],
  ['{% own section.count %}', "{% own 'nobody' %}", undefined, /names nobody, which no reader has/],
  ['{% shown entry.guard %}', '', undefined, /not opened as often/],
])('where %j is %j it is refused, in line %s', async (part, by, line, words) => {
  const [fault] = await template.faultsOf(changed(part, by))
  const said = fault?.line === undefined ? fault?.words : `Line ${fault.line}: ${fault.words}`
  expect(said).toMatch(words)
  if (line !== undefined) expect(said).toContain(`Line ${line}: `)
})

test('one that heeds no guard of a section or an entry would show what readers did not choose', async () => {
  const unguarded = EXAMPLE.replace(/\{% (?:end)?shown (?:section|entry)\.guard %\}/g, '')
  const faults = await template.faultsOf(unguarded)
  expect(faults.map(({ words }) => words).join('\n')).toMatch(/and did not choose it\. Guard it with shown\./)
})

test('one that would never end is stopped', async () => {
  const endless = changed(
    '{{ period }}',
    '{% for a in (1..100000) %}{% for b in (1..100000) %}x{% endfor %}{% endfor %}',
  )
  const [fault] = await template.faultsOf(endless)
  expect(fault?.words).toMatch(/limit exceeded/)
})
