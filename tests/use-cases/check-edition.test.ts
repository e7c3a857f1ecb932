import { describe, expect, test } from 'vitest'
import type { VariantParts } from '#functions/core/edition.ts'
import { fillView } from '#functions/core/view.ts'
import { checkEdition, sampleViews } from '#functions/use-cases/check-edition.ts'

const NEWS = { category: 'news', entries: [0] }
const CULTURE = { category: 'culture', entries: [0, 1] }
const PLAN = { sections: [NEWS, CULTURE] }
const NOTED = { sections: [NEWS, { ...CULTURE, noted: [1] }] }

describe('the readers for whom SES renders a variant before it is approved', () => {
  test('are one of everything and one of the first category', () => {
    expect(sampleViews(PLAN)).toMatchObject([{ total: 2 }, { total: 1 }])
  })

  test('are also those who see less of what has a content note, where anything has', () => {
    expect(sampleViews(NOTED)).toMatchObject([
      { total: 2, noted: true, excerpts: true },
      { total: 1, noted: true, excerpts: true },
      { total: 2, noted: true, excerpts: false },
      { total: 1, noted: false, excerpts: false },
    ])
  })
})

describe('a variant is refused', () => {
  const full = { subject: 'News', html: '<p>{{total}}</p>', text: '{{total}} {{#if noted}}noted{{/if}}\n' }
  const { html: _, ...plain } = full
  const values = sampleViews(NOTED)[0] ?? {}
  const filled = ({ html, ...parts }: VariantParts): VariantParts => ({
    subject: fillView(parts.subject, values),
    html: html && fillView(html, values),
    text: fillView(parts.text, values),
  })

  test('never where SES renders what the preview shows, but for how lines end', () => {
    for (const variant of [full, plain]) {
      const rendered = filled(variant)
      expect(() => checkEdition(variant, values, rendered)).not.toThrow()
      const text = rendered.text.replace(/\n/g, '\r\n')
      expect(() => checkEdition(variant, values, { ...rendered, text })).not.toThrow()
    }
  })

  test.each<[string, VariantParts, Partial<VariantParts>]>([
    ['subject', full, { subject: 'Old' }],
    ['html', full, { html: '<p>3</p>' }],
    ['text', plain, { text: '2 ' }],
    ['html', full, { html: undefined }],
    ['html', plain, { html: '<p>2</p>' }],
  ])('where SES makes another %s of it', (part, variant, over) => {
    expect(() => checkEdition(variant, values, { ...filled(variant), ...over })).toThrow(
      `SES renders the ${part} of the mail otherwise`,
    )
  })
})
