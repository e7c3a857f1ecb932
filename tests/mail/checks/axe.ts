import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import type { Fault } from '#functions/core/checked-mail.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const OPTIONS = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  resultTypes: ['violations'],
}

/** What axe holds against an open mail. Colours are those of the style sheet: what a forced dark paints is for painted-contrast.ts. */
export const axeFaults = async (page: Page, look: string): Promise<Fault[]> => {
  await page.evaluate(AXE)
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(OPTIONS)})`)
  return violations.map(({ id, help, nodes }) => {
    const [first] = nodes
    const where = `the first of ${nodes.length} is ${first?.target.join(' ')}`
    const why = first?.failureSummary?.replace(/\s+/g, ' ')
    return { check: 'axe', words: `${help} (${id}, ${look}); ${where}. ${why}.` }
  })
}
