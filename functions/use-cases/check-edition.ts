import type { VariantParts } from '#functions/core/edition.ts'
import { Invalid } from '#functions/core/errors.ts'
import { REFUSED_HTML_BYTES } from '#functions/core/mail-size.ts'
import { type Choices, hasNotes, type Plan, place } from '#functions/core/placement.ts'
import { CONSTANTS, fillView, type ViewValues } from '#functions/core/view.ts'

/** Values of an imagined reader; tokens have the length of real ones. */
const imagined = (plan: Plan, choices: Choices): ViewValues => ({
  ...CONSTANTS,
  ...place(plan, choices).values,
  leave: `k1.newsletter.${'0'.repeat(24)}.u.${'A'.repeat(22)}`,
  adjust: `k1.newsletter.${'0'.repeat(24)}.p.${'A'.repeat(22)}`,
})

/** A reader of everything, and one of the first category alone; of a digest with content notes also one who wants their titles alone, and one who wants none of them. */
export const sampleViews = (plan: Plan): ViewValues[] => {
  const everything = { categories: 'all' } as const
  const choices: Choices[] = [
    everything,
    { categories: plan.sections.slice(0, 1).map(({ category }) => category) },
  ]
  if (hasNotes(plan)) choices.push({ ...everything, notes: 'titles' }, { ...everything, notes: 'leave-out' })
  return choices.map((one) => imagined(plan, one))
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
