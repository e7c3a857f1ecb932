import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'

// Set-up of the browser tests: one Chromium for all of them, the machine's own.

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the browser listens; empty where none was found. */
    chromium: string
  }
}

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

export const setup = async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  const executablePath = process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place))
  if (executablePath === undefined) {
    process.stderr.write(
      'Browser tests are skipped: install Chromium (Debian: apt-get install chromium) or Chrome, or name one in CHROMIUM.\n',
    )
    provide('chromium', '')
    return async () => {}
  }
  const server = await chromium.launchServer({ executablePath, host: '127.0.0.1' })
  provide('chromium', server.wsEndpoint())
  return () => server.close()
}
