import { type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, inject, onTestFinished, test, vi } from 'vitest'
import type { Stage } from '#infra/stages.ts'
import { startTestCloud, type TestCloud } from './local-cloud.ts'

/** Whether all tests of a browser run, as `npm run prove` has them, or those alone for which `npm test` has the time. */
export const isLongProof = process.env.PROVE !== undefined

/** Opens a window for a test, which shares nothing with the others. */
export type OpenPage = (options?: BrowserContextOptions) => Promise<Page>

// A browser on a busy machine is slow.
const MOST_WAITING_MS = 20_000
const MOST_OF_A_TEST_MS = 120_000

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })

/** Waits until a page shows this heading. */
export const showing = (page: Page, title: string): Promise<void> =>
  page.getByRole('heading', { name: title, exact: true, level: 1 }).waitFor()

/** Defines the tests of a file, on a local cloud of their own, of the test stage but for what is given; where no Chromium was found they are one test that is skipped. */
export const inBrowser = async (
  define: (cloud: TestCloud, open: OpenPage) => void | Promise<void>,
  over: Partial<Stage> = {},
): Promise<void> => {
  const executablePath = inject('chromium')
  if (executablePath === '') {
    test.skip('needs Chromium', () => {})
    return
  }
  const browser = await chromium.launch({ executablePath })
  afterAll(() => browser.close())
  const cloud = await startTestCloud(over)
  vi.setConfig({ testTimeout: MOST_OF_A_TEST_MS })
  await define(cloud, async (options) => {
    const context = await browser.newContext(options)
    onTestFinished(() => context.close())
    context.setDefaultTimeout(MOST_WAITING_MS)
    return context.newPage()
  })
}
