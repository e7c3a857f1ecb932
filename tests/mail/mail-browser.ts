import { type Browser, chromium, type Page, type Route } from 'playwright-core'
import type { Picture } from '#functions/core/picture.ts'
import { picturePath } from '#functions/core/public-paths.ts'
import { drawing } from './drawing.ts'
import { PUBLIC_ORIGIN, type Rendered } from './rendered.ts'

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const FORCED = ['--enable-features=WebContentsForceDark', '--blink-settings=forceDarkModeEnabled=true']

/** `forced` turns the colours of the light mail over, as Gmail and Outlook do in the dark. */
export type Scheme = 'light' | 'dark' | 'forced'

export interface Look {
  readonly scheme: Scheme
  /** In pixels. */
  readonly width: number
  readonly withoutPictures?: boolean
}

export interface OpenMail {
  readonly page: Page
  /** What the mail wanted to load and may not. */
  readonly requested: readonly string[]
  readonly close: () => Promise<void>
}

export interface MailBrowser {
  /** In which something can be reckoned. */
  readonly empty: Page
  readonly open: (html: string, pictures: readonly Picture[], look: Look) => Promise<OpenMail>
  readonly close: () => Promise<void>
}

/** The pictures that a fixture declares. */
export const picturesOf = ({ fixture }: Rendered): Picture[] => {
  const { newsletter, content } = fixture.input
  return [newsletter.theme.logo, ...content.entries.map(({ picture }) => picture)].filter(
    (one) => one !== undefined,
  )
}

// Where the mail lies: a link or picture of it without a host would lead here.
const MAIL = 'https://mail.invalid/'
const HEIGHT = 800

const answer = (
  route: Route,
  html: string,
  pictures: readonly Picture[],
  withoutPictures: boolean,
  requested: string[],
) => {
  const url = route.request().url()
  if (url === MAIL) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
  const picture = pictures.find(({ name }) => url === `${PUBLIC_ORIGIN}${picturePath(name)}`)
  if (picture === undefined) requested.push(url)
  if (picture === undefined || withoutPictures) return route.abort()
  return route.fulfill({ contentType: 'image/svg+xml', body: drawing(picture) })
}

/** Chromium twice, for its forced dark is a setting of the whole program. Nothing reaches the network. */
export const openMailBrowser = async (executablePath: string): Promise<MailBrowser> => {
  const launch = (args: string[]): Promise<Browser> => chromium.launch({ executablePath, args })
  const [plain, forced] = await Promise.all([launch(ARGS), launch([...ARGS, ...FORCED])])
  return {
    empty: await plain.newPage(),
    async open(html, pictures, { scheme, width, withoutPictures = false }) {
      const browser = scheme === 'forced' ? forced : plain
      const context = await browser.newContext({
        viewport: { width, height: HEIGHT },
        colorScheme: scheme === 'dark' ? 'dark' : 'light',
      })
      const requested: string[] = []
      await context.route('**/*', (route) => answer(route, html, pictures, withoutPictures, requested))
      const page = await context.newPage()
      await page.goto(MAIL, { waitUntil: 'load' })
      return { page, requested, close: () => context.close() }
    },
    async close() {
      await Promise.all([plain.close(), forced.close()])
    },
  }
}
