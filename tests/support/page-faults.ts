import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The second look runs only what can change with colours and width. */
export const LOOKS = [
  {
    colorScheme: 'light',
    width: 1280,
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
  },
  {
    colorScheme: 'dark',
    width: 320,
    runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block', 'target-size'] },
  },
] as const

const ALL_RULES = LOOKS[0].runOnly

/** All rules in every look. */
export const ALL_LOOKS = (['light', 'dark'] as const).flatMap((colorScheme) =>
  ([1280, 320] as const).map((width) => ({ colorScheme, width, runOnly: ALL_RULES })),
)

interface LookAt {
  readonly colorScheme: 'light' | 'dark'
  readonly width: number
  readonly runOnly: unknown
}

/** What axe finds on a page, and whether it is wider than its window: in light and wide, in dark and narrow, or in others. `iframes: false` leaves out what stands in frames: in one that may run no scripts axe would wait for ever. */
export const faultsOf = async (
  page: Page,
  looks: readonly LookAt[] = LOOKS,
  { iframes = true }: { readonly iframes?: boolean } = {},
): Promise<string[]> => {
  await page.evaluate(AXE)
  const faults: string[] = []
  for (const { colorScheme, width, runOnly } of looks) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 800 })
    const look = `${colorScheme}, ${width} px`
    const options = { runOnly, iframes, preload: false, resultTypes: ['violations'] }
    const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`)
    for (const { id, nodes } of violations)
      faults.push(`${look}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
    const wider = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    if (wider > 0) faults.push(`${look}: ${wider} px wider than the window`)
  }
  return faults
}
