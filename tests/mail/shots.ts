import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { escapeHtml } from '#functions/core/sentinels.ts'
import { type Look, type MailBrowser, picturesOf } from './mail-browser.ts'
import type { Rendered } from './rendered.ts'

interface Shot extends Look {
  readonly fixture: string
  readonly text?: true
}

/** By the name of their file. */
const SHOTS: Readonly<Record<string, Shot>> = {
  'en-phone': { fixture: 'en', scheme: 'light', width: 375 },
  'en-desktop': { fixture: 'en', scheme: 'light', width: 700 },
  'en-dark': { fixture: 'en', scheme: 'dark', width: 700 },
  'en-forced-dark': { fixture: 'en', scheme: 'forced', width: 700 },
  'en-without-pictures': { fixture: 'en', scheme: 'light', width: 375, withoutPictures: true },
  'ar-phone': { fixture: 'ar', scheme: 'light', width: 375 },
  'ko-phone': { fixture: 'ko', scheme: 'light', width: 375 },
  'compact-phone': { fixture: 'compact', scheme: 'light', width: 375 },
  'en-text': { fixture: 'en', scheme: 'light', width: 700, text: true },
}

const TALLEST = 1600

/** The text part as a terminal shows it. */
const terminal = (text: string): string =>
  `<!doctype html><meta charset="utf-8"><body style="margin:16px;background:#111;color:#ddd"><pre style="font:14px/20px monospace">${escapeHtml(text)}</pre>`

/** Saves what mails look like in a folder, for eyes. */
export const takeShots = async (
  rendered: readonly Rendered[],
  browser: MailBrowser,
  folder: string,
): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  for (const [name, { fixture, text, ...look }] of Object.entries(SHOTS)) {
    const one = rendered.find((candidate) => candidate.fixture.name === fixture)
    if (one === undefined) continue
    const [view] = one.mail.views
    const { page, close } = await browser.open(
      text ? terminal(view.text) : (view.html ?? terminal(view.text)),
      picturesOf(one),
      look,
    )
    // The rest is alike.
    const height = Math.min(TALLEST, Number(await page.evaluate('document.documentElement.scrollHeight')))
    await page.setViewportSize({ width: look.width, height })
    await page.screenshot({ path: join(folder, `${name}.png`) })
    await close()
  }
}
