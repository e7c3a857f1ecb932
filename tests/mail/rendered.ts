import { fileURLToPath } from 'node:url'
import { mjmlEditionRenderer } from '#functions/adapters/mjml/edition-renderer.ts'
import { type CheckedMail, type MailView, viewOf } from '#functions/core/checked-mail.ts'
import type { VariantParts } from '#functions/core/edition.ts'
import type { MailFixture } from '#functions/core/render-input.ts'

export const TEMPLATES = fileURLToPath(new URL('../../templates', import.meta.url))

export const PUBLIC_ORIGIN = 'https://read.gazette.example'

/** A fixture as its readers get it, the first reader first. */
export interface Rendered {
  readonly fixture: MailFixture
  readonly mail: CheckedMail & { readonly views: readonly [MailView, ...MailView[]] }
}

/** What is done to a rendered mail before anyone looks at it. */
export interface Rework {
  readonly parts?: (parts: VariantParts) => VariantParts
  readonly page?: (html: string) => string
}

const asItIs = <T>(whole: T): T => whole

/** Throws Invalid where the templates make no mail of it. */
export const renderFixture = async (
  fixture: MailFixture,
  templatesDir: string,
  { parts: reworkParts = asItIs, page: reworkPage = asItIs }: Rework = {},
): Promise<Rendered> => {
  const { input, kind, readers } = fixture
  const renderer = mjmlEditionRenderer(templatesDir, PUBLIC_ORIGIN)
  const parts = reworkParts(await renderer.variant(input, kind))
  const [first, ...others] = Object.values(readers).map((wishes) => viewOf(parts, input.plan, wishes))
  if (first === undefined) throw new RangeError(`The fixture ${fixture.name} has no readers.`)
  const { newsletter, content } = input
  const page = reworkPage(await renderer.page(input))
  const views = [first, ...others] as const
  return {
    fixture,
    mail: { newsletter, content, publicOrigin: PUBLIC_ORIGIN, language: kind.language, parts, views, page },
  }
}
