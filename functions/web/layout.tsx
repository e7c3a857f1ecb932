import { html } from 'hono/html'
import type { Child } from 'hono/jsx'

/** The frame of a reader's page. `title` is also its heading. */
export const Layout = ({ title, children }: { title: string; children?: Child }) =>
  html`<!doctype html>${(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <main>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  )}`
