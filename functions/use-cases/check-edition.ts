import type { VariantParts } from '#functions/core/edition.ts'
import { imaginedValues } from '#functions/core/edition-view.ts'
import { Invalid } from '#functions/core/errors.ts'
import { kB, REFUSED_HTML_BYTES } from '#functions/core/mail-size.ts'
import type { Plan } from '#functions/core/placement.ts'
import { sampleReaders } from '#functions/core/sample-readers.ts'
import { fillView, type ViewValues } from '#functions/core/view.ts'

/** What SES would fill in for the readers on whom a digest is tried. */
export const sampleViews = (plan: Plan): ViewValues[] =>
  sampleReaders(plan).map((wishes) => imaginedValues(plan, wishes))

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
      `The mail has ${kB(bytes)} of HTML; mail programs cut it at about 102 kB. Show fewer entries a category.`,
    )
}
