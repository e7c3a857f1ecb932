import type { Edition, VariantParts } from './edition.ts'
import { fillVariant, imaginedValues } from './edition-view.ts'
import type { Content } from './entry.ts'
import type { Newsletter } from './newsletter.ts'
import { type Placement, type Plan, place } from './placement.ts'
import type { Wishes } from './reader-values.ts'
import { variantLanguage } from './variant.ts'

/** What is wrong with a mail, in words that say what to do about it. */
export interface Fault {
  readonly check: string
  readonly words: string
}

/** A variant of an edition as one reader gets it. */
export interface MailView extends VariantParts {
  /** The entries that the reader gets, by index. */
  readonly entries: Placement['entries']
  readonly wishes: Wishes
}

export interface CheckedMail {
  readonly newsletter: Newsletter
  readonly content: Content
  readonly publicOrigin: string
  /** Of the words around the stories. */
  readonly language: string
  /** As SES gets it, with guards. */
  readonly parts: VariantParts
  readonly views: readonly MailView[]
  /** The edition's web page. */
  readonly page: string
}

/** A variant as a reader with these wishes gets it. */
export const viewOf = (parts: VariantParts, plan: Plan, wishes: Wishes): MailView => ({
  ...fillVariant(parts, imaginedValues(plan, wishes)),
  entries: place(plan, wishes).entries,
  wishes,
})

/** All variants of an edition, each as these readers get it. */
export const checkedMails = (
  { variants, plan, page }: Pick<Edition, 'variants' | 'plan' | 'page'>,
  around: Pick<CheckedMail, 'newsletter' | 'content' | 'publicOrigin'>,
  readers: readonly Wishes[],
): CheckedMail[] =>
  Object.entries(variants).map(([id, parts]) => ({
    ...around,
    language: variantLanguage(id),
    page,
    parts,
    views: readers.map((wishes) => viewOf(parts, plan, wishes)),
  }))
