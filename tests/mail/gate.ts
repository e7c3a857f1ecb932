import { mailFixtures } from '#functions/adapters/mjml/fixtures.ts'
import { Invalid } from '#functions/core/errors.ts'
import { type Baseline, baselineFaults, readBaseline } from './checks/clients.ts'
import { joined } from './checks/lacks-of.ts'
import { examine, MEANS, subjectOf } from './examine.ts'
import type { MailBrowser } from './mail-browser.ts'
import { lacksIn } from './quick-checks.ts'
import { type Rendered, renderFixture, TEMPLATES } from './rendered.ts'
import type { Examined } from './report.ts'

/** A fixture that was rendered, or why none was made. */
export type Tried = Rendered | { readonly name: string; readonly refused: string }

/** The fixtures, or one of them by its name. */
export const renderFixtures = async (only?: string): Promise<Tried[]> => {
  const fixtures = mailFixtures(TEMPLATES).filter(({ name }) => only === undefined || name === only)
  const tried: Tried[] = []
  for (const fixture of fixtures)
    try {
      tried.push(await renderFixture(fixture, TEMPLATES))
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      tried.push({ name: fixture.name, refused: error.message })
    }
  return tried
}

/** One after the other in each of two rows, for two processors. */
const inTwoRows = async <In, Out>(items: readonly In[], work: (item: In) => Promise<Out>): Promise<Out[]> => {
  const results: Out[] = []
  const waiting = [...items.entries()]
  const row = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      results[next[0]] = await work(next[1])
  }
  await Promise.all([row(), row()])
  return results
}

const examined = async (
  tried: Tried,
  browser: MailBrowser | undefined,
  baseline: Baseline,
): Promise<Examined> => {
  if ('refused' in tried) {
    const { name, refused } = tried
    return { name, found: { mail: [{ check: 'template', words: refused }] } }
  }
  const { html } = tried.mail.views[0]
  return {
    name: tried.fixture.name,
    ...(html !== undefined && { bytes: Buffer.byteLength(html) }),
    found: await examine(subjectOf(tried), MEANS, browser, baseline),
  }
}

/** All checks over all of them. */
export const examineAll = (
  tried: readonly Tried[],
  browser: MailBrowser | undefined,
): Promise<Examined[]> => {
  const baseline = readBaseline()
  return inTwoRows(tried, (one) => examined(one, browser, baseline))
}

export const renderedOnes = (tried: readonly Tried[]): Rendered[] =>
  tried.filter((one): one is Rendered => 'mail' in one)

/** What mail programs lack of all that the fixtures use. */
export const lacksInAll = (tried: readonly Tried[]) => joined(renderedOnes(tried).map(lacksIn))

/** What is wrong with what was accepted; only all fixtures together can tell. */
export const staleFaults = (tried: readonly Tried[]) => baselineFaults(lacksInAll(tried), readBaseline())
