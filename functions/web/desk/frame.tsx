import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { AssetPaths } from './assets.ts'
import type { DeskContext } from './desk-route.ts'
import { Icon } from './icons.tsx'
import { SaidBar } from './said-bar.tsx'
import { When } from './when.tsx'

/** The rooms of a newsletter, as its navigation names them. */
export type Room = 'digest' | 'inbox' | 'backlog' | 'import' | 'digests'

const ROOMS: readonly { readonly room: Room; readonly name: string; readonly path: string }[] = [
  { room: 'digest', name: 'Digest', path: '' },
  { room: 'inbox', name: 'Inbox', path: '/inbox' },
  { room: 'backlog', name: 'Backlog', path: '/backlog' },
  { room: 'import', name: 'Import', path: '/import' },
  { room: 'digests', name: 'Past digests', path: '/digests' },
]

const Rooms = ({ newsletter, room }: { newsletter: Newsletter; room: Room | undefined }) => (
  <nav class="rooms" aria-label={newsletter.name}>
    <ul>
      {ROOMS.map(({ room: one, name, path }) => (
        <li>
          <a
            href={`/desk/newsletters/${newsletter.slug}${path}`}
            aria-current={one === room ? 'page' : undefined}
            data-go={one}
          >
            {name}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

export interface Page {
  /** Also its heading, unless `heading` says it otherwise. */
  readonly title: string
  readonly heading?: Child
  readonly newsletter?: Newsletter
  readonly room?: Room
  /** Two columns where there is room. */
  readonly wide?: boolean
  readonly children?: Child
}

/** The frame of every page of the desk. Help stands at the same place on each (WCAG 3.2.6). */
export const framed =
  (assets: AssetPaths) =>
  (c: DeskContext, { title, heading, newsletter, room, wide, children }: Page) => {
    const { person, now, said, endsAt, zone } = c.var
    return html`<!doctype html>${(
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>{newsletter === undefined ? `${title} · Gazette` : `${title} · ${newsletter.name}`}</title>
          <link rel="stylesheet" href={assets.css} />
          <link rel="icon" href={assets.icon} type="image/svg+xml" />
          <script type="module" src={assets.js} nonce={c.var.secureHeadersNonce} />
        </head>
        <body
          data-shortcuts={person?.shortcuts ? 'on' : 'off'}
          data-session-ends={endsAt}
          data-zone={zone ?? ''}
        >
          <a class="skip" href="#main">
            Skip to content
          </a>
          <header class="top">
            <div class="top-in">
              <a class="brand" href="/desk">
                <Icon name="window" />
                <span class="brand-name">Gazette</span>
              </a>
              {newsletter !== undefined && (
                <a class="whose" href={`/desk/newsletters/${newsletter.slug}`}>
                  <bdi>{newsletter.name}</bdi>
                </a>
              )}
              <nav class="own" aria-label="You and help">
                <a href="/desk/help" data-go="help">
                  Help
                </a>
                {person !== undefined && (
                  <a href="/desk/account" data-go="account">
                    <bdi>{person.name}</bdi>
                  </a>
                )}
              </nav>
            </div>
            {newsletter !== undefined && <Rooms newsletter={newsletter} room={room} />}
          </header>
          <SaidBar said={said} />
          <main id="main" tabindex={-1} class={wide ? 'wide' : undefined}>
            <h1>{heading ?? title}</h1>
            {children}
          </main>
          <footer class="foot">
            <p id="as-of" data-part>
              This page shows what was stored at <When at={now} zone={zone ?? newsletter?.zone} seconds />.
            </p>
          </footer>
        </body>
      </html>
    )}`
  }
export type Framed = ReturnType<typeof framed>
