import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { directionOf } from '#functions/core/direction-of.ts'

interface Frame {
  /** Also the page's heading. */
  readonly title: string
  readonly language: string
  /** Whose page it is. */
  readonly brand?: string | undefined
  /** A page that stands in a frame of another site brings no margins. */
  readonly framed?: boolean
  readonly children?: Child
}

/** The frame of a reader's page. */
export const Layout = ({ title, language, brand, framed, children }: Frame) =>
  html`<!doctype html>${(
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{brand !== undefined && !title.includes(brand) ? `${title} · ${brand}` : title}</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body class={framed ? 'framed' : undefined}>
        {brand !== undefined && !framed && (
          <header>
            <p class="brand">
              <bdi>{brand}</bdi>
            </p>
          </header>
        )}
        <main>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  )}`
