import { raw } from 'hono/html'
import type { PropsWithChildren } from 'hono/jsx'

export const Layout = ({ title, children }: PropsWithChildren<{ title: string }>) => (
  <>
    {raw('<!doctype html>')}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/inbox.css" />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the mail
        </a>
        <header class="top">
          <a class="brand" href="/">
            Inbox
          </a>
          <span class="quiet">Local SES. Nothing leaves this machine.</span>
        </header>
        <main id="main">{children}</main>
      </body>
    </html>
  </>
)
