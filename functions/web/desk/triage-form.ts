import * as z from 'zod'
import { Triage } from '#functions/use-cases/triage-post.ts'

/** What the buttons of a post ask for. */
export const TriageForm = z
  .object({
    verb: z.string(),
    category: z.string().optional(),
    note: z.string().optional(),
    from: z.string().optional(),
  })
  .transform(({ verb, category, note, from }) => {
    if (verb === 'note') return { verb, note: note ?? null, ...(from && { from }) }
    if (verb === 'no-note') return { verb: 'note', note: null }
    return { verb, ...(verb === 'accept' && category && { category }) }
  })
  .pipe(Triage)

/** A decision as the fields of such a form. */
export const triageFields = (step: Triage): Record<string, string> => {
  if (step.verb === 'note')
    return { verb: step.verb, note: step.note ?? '', ...(step.from && { from: step.from }) }
  return {
    verb: step.verb,
    ...(step.verb === 'accept' && step.category !== undefined && { category: step.category }),
  }
}
