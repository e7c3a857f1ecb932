import type { DigestRef } from './digest-key.ts'
import type { Content } from './entry.ts'
import type { Newsletter } from './newsletter.ts'
import type { Plan } from './placement.ts'
import type { Wishes } from './reader-values.ts'
import type { VariantKind } from './variant.ts'

/** What an edition is rendered from. */
export interface RenderInput {
  readonly newsletter: Newsletter
  readonly digest: DigestRef
  readonly content: Content
  readonly plan: Plan
  /** The source of a template of the newsletter's own. */
  readonly template?: string | undefined
}

/** An invented digest on which the design of the mail, and templates of one's own, are tried. */
export interface MailFixture {
  readonly name: string
  readonly input: RenderInput
  readonly kind: VariantKind
  /** Who looks at it, by what tells them apart; the first gets everything. */
  readonly readers: Readonly<Record<string, Wishes>>
}
