import { type Choices, LEAD, type Placement, type Plan, shownSection } from './placement.ts'

/** The categories of which a reader's mail has something: of the sections that it shows, and of the lead those that they chose. */
export const categoriesShown = (plan: Plan, choices: Choices, { values }: Placement): Set<string> => {
  const shown = new Set<string>()
  for (const [index, { category }] of plan.sections.entries())
    if (values[shownSection(index)]) shown.add(category)
  if (plan.lead !== undefined && values[LEAD])
    for (const category of plan.lead.categories)
      if (choices.categories === 'all' || choices.categories.includes(category)) shown.add(category)
  return shown
}
