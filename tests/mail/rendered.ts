import { fileURLToPath } from 'node:url'
import { mjmlEditionRenderer } from '#functions/adapters/mjml/edition-renderer.ts'
import type { MailFixture } from '#functions/core/render-input.ts'
import type { CheckedMail, MailView } from '#functions/core/checked-mail.ts'
import type { VariantParts } from '#functions/core/edition.ts'
import { fillVariant, imaginedValues } from '#functions/core/edition-view.ts'
import { place } from '#functions/core/placement.ts'

export const TEMPLATES = fileURLToPath(new URL('../../templates', import.meta.url))

export const PUBLIC_ORIGIN = 'https://read.gazette.example'

interface NamedView extends MailView {
  readonly reader: string
}

/** A fixture as its readers get it. */
export interface Rendered {
  readonly fixture: MailFixture
  readonly mail: CheckedMail & { readonly views: readonly [NamedView, ...NamedView[]] }
}

/** What is changed before the mail is looked at. */
export interface Change {
  readonly parts?: ((parts: VariantParts) => VariantParts) | undefined
  readonly page?: ((html: string) => string) | undefined
}

const unchanged = <T>(whole: T): T => whole

export const renderFixture = async (
  fixture: MailFixture,
  templatesDir: string,
  { parts: changeParts = unchanged, page: changePage = unchanged }: Change = {},
): Promise<Rendered> => {
  const { input, kind, readers } = fixture
  const renderer = mjmlEditionRenderer(templatesDir, PUBLIC_ORIGIN)
  const parts = changeParts(await renderer.variant(input, kind))
  const [first, ...others] = Object.entries(readers).map(([reader, wishes]) => ({
    reader,
    ...fillVariant(parts, imaginedValues(input.plan, wishes)),
    entries: place(input.plan, wishes).entries,
  }))
  if (first === undefined) throw new RangeError(`The fixture ${fixture.name} has no readers.`)
  const { newsletter, content } = input
  const page = changePage(await renderer.page(input))
  return {
    fixture,
    mail: { newsletter, content, publicOrigin: PUBLIC_ORIGIN, parts, views: [first, ...others], page },
  }
}
