import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { mjmlEditionRenderer } from '#functions/adapters/mjml/edition-renderer.ts'
import { mailFixtures } from '#functions/adapters/mjml/fixtures.ts'
import { fillVariant, imaginedValues } from '#functions/core/edition-view.ts'

// A change of the mail is seen in review: `vitest run tests/adapters/mjml/snapshots.test.ts -u` writes them anew.

const TEMPLATES = fileURLToPath(new URL('../../../templates', import.meta.url))
const renderer = mjmlEditionRenderer(TEMPLATES, 'https://read.gazette.example')
const SHOWN = ['en', 'ar', 'compact', 'one post', 'hostile']

test.each(mailFixtures(TEMPLATES).filter(({ name }) => SHOWN.includes(name)))(
  'the mail of the fixture “$name” is as it was',
  async ({ name, input, kind, readers }) => {
    const [everything = { categories: 'all' }] = Object.values(readers)
    const parts = await renderer.variant(input, kind)
    const { subject, html, text } = fillVariant(parts, imaginedValues(input.plan, everything))
    const file = `snapshots/${name.replace(/\W+/g, '-')}`
    await expect(html).toMatchFileSnapshot(`${file}.html`)
    await expect(`Subject: ${subject}\n\n${text}`).toMatchFileSnapshot(`${file}.txt`)
  },
)
