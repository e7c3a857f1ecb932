import type { Edition, VariantParts } from './edition.ts'
import { readerValues, type Wishes } from './reader-values.ts'
import { fillView, type ViewValues } from './view.ts'

/** The tokens of readers who are imagined, as long as real ones. */
export const IMAGINED = {
  leave: `k1.newsletter.${'0'.repeat(24)}.u.${'A'.repeat(22)}`,
  adjust: `k1.newsletter.${'0'.repeat(24)}.p.${'A'.repeat(22)}`,
}

/** What SES would fill in for a reader who is imagined. */
export const imaginedValues = (plan: Edition['plan'], wishes: Wishes): ViewValues => ({
  ...readerValues(plan, wishes),
  ...IMAGINED,
})

/** A variant as one reader gets it. */
export const fillVariant = ({ subject, html, text }: VariantParts, values: ViewValues): VariantParts => ({
  subject: fillView(subject, values),
  ...(html !== undefined && { html: fillView(html, values) }),
  text: fillView(text, values),
})

/** An edition's mail as an imagined reader gets it. */
export const previewFor = ({ variants, plan }: Edition, variant: string, wishes: Wishes): VariantParts => {
  const parts = variants[variant]
  if (parts === undefined) throw new RangeError(`The edition has no variant ${variant}.`)
  return fillVariant(parts, imaginedValues(plan, wishes))
}

/** A reader who gets everything. */
export const EVERYTHING: Wishes = { categories: 'all' }

/** Bytes of the HTML of an edition's largest mail: who gets everything gets most, in the language that takes most. */
export const largestHtmlBytes = (edition: Edition): number =>
  Math.max(
    ...Object.keys(edition.variants).map((id) =>
      Buffer.byteLength(previewFor(edition, id, EVERYTHING).html ?? ''),
    ),
  )
