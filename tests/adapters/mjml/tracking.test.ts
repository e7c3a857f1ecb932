import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { mjmlEditionRenderer } from '#functions/adapters/mjml/edition-renderer.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { planOf } from '#functions/core/placement.ts'
import { aContent, aNewsletter } from '#tests/support/builders.ts'

const TEMPLATES = fileURLToPath(new URL('../../../templates', import.meta.url))
const renderer = mjmlEditionRenderer(TEMPLATES, 'https://pages.gazette.example')
const CONTENT = aContent()

const rendered = async (over: Partial<Newsletter>) => {
  const input = {
    newsletter: aNewsletter(over),
    digest: { newsletter: 'sample', kind: 'regular', date: '2026-11-24' } as const,
    content: CONTENT,
    plan: planOf(CONTENT),
  }
  const { html = '', text } = await renderer.variant(input, { layout: 'full', language: 'en' })
  return { html, text, page: await renderer.page(input) }
}
const links = (html: string) =>
  [...html.matchAll(/<a ([^>]*)>/g)].map(([, attributes = '']) => ({
    href: /href="([^"]*)"/.exec(attributes)?.[1] ?? '',
    isUntracked: attributes.includes('ses:no-track'),
  }))
const isOfAToken = ({ href }: { href: string }) => /\/(leave|preferences)\//.test(href)

describe('a digest of a newsletter that tracks', () => {
  test('says so, and why, in every part', async () => {
    const why = 'For a study of <reach> & {{use}}.'
    const { html, text, page } = await rendered({ tracking: { why } })
    const told = 'This newsletter records whether its mails are opened and links are followed: '
    const escaped = `${told}For a study of &lt;reach&gt; &amp; &#123;&#123;use&#125;&#125;.`
    expect(html).toContain(escaped)
    expect(page).toContain(escaped)
    const line = text.replace(/\s+/g, ' ')
    expect(line).toContain(
      `${told}For a study of <reach> & {{lb}}{{lb}}use{{rb}}{{rb}}. The Sample, 1 Sample`,
    )
  })

  test('has SES leave alone the links that hold a token, and no other', async () => {
    const { html } = await rendered({ tracking: { why: 'A study.' } })
    const all = links(html)
    expect(all.filter(isOfAToken)).toHaveLength(2)
    for (const link of all) expect(link.isUntracked).toBe(isOfAToken(link))
  })
})

test('a digest of any other newsletter says nothing of tracking', async () => {
  const { html, text, page } = await rendered({})
  for (const part of [html, text, page]) expect(part).not.toMatch(/records|no-track/)
  expect(text).toMatch(/Unsubscribe:\n\S+\{\{leave\}\}\n/)
})
