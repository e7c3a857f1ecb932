import type { VariantParts } from '#functions/core/edition.ts'
import { imaginedValues } from '#functions/core/edition-view.ts'
import { Invalid } from '#functions/core/errors.ts'
import { toInstant } from '#functions/core/instant.ts'
import { REFUSED_HTML_BYTES } from '#functions/core/mail-size.ts'
import { hasNotes, type Plan } from '#functions/core/placement.ts'
import type { Wishes } from '#functions/core/reader-values.ts'
import { fillView, type ViewValues } from '#functions/core/view.ts'

/** A reader of everything, and one of the first category alone who wants subjects to say nothing; of a digest with content notes also one who wants their titles alone, and one who wants none of them. */
export const sampleViews = (plan: Plan): ViewValues[] => {
  const everything: Wishes = { categories: 'all', consentAt: toInstant('2026-01-01T00:00:00Z') }
  const wishes: Wishes[] = [
    everything,
    { categories: plan.sections.slice(0, 1).map(({ category }) => category), subject: 'date' },
  ]
  if (hasNotes(plan)) wishes.push({ ...everything, notes: 'titles' }, { ...everything, notes: 'leave-out' })
  return wishes.map((one) => imaginedValues(plan, one))
}

const lines = (part: string | undefined): string | undefined => part?.replace(/\r\n/g, '\n').trimEnd()

/** Refuses a variant that SES renders otherwise than the preview, or whose largest view would be clipped. */
export const checkEdition = (variant: VariantParts, values: ViewValues, rendered: VariantParts): void => {
  for (const part of ['subject', 'html', 'text'] as const) {
    const own = variant[part]
    if (lines(own && fillView(own, values)) !== lines(rendered[part]))
      throw new Invalid(`SES renders the ${part} of the mail otherwise than the preview does.`)
  }
  const bytes = Buffer.byteLength(rendered.html ?? '')
  if (bytes > REFUSED_HTML_BYTES)
    throw new Invalid(
      `The mail has ${Math.ceil(bytes / 1000)} kB of HTML; mail programs cut it at about 102 kB. Show fewer entries a category.`,
    )
}
