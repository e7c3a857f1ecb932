import type { Child } from 'hono/jsx'
import type { SamplePerson } from './sample-people.ts'

export const STYLE_PATH = '/sign-in.css'

const Page = ({ title, children }: { title: string; children?: Child }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{title} · Gazette</title>
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href={STYLE_PATH} />
    </head>
    <body>
      <main>
        <h1>{title}</h1>
        {children}
      </main>
    </body>
  </html>
)

export const htmlOf = (page: Child): string => `<!doctype html>${page}`

/** Each of them with a button that signs in. */
export const ChoicePage = ({ people }: { people: readonly SamplePerson[] }) => (
  <Page title="Sign in to try the desk">
    <p>Choose who you are. These people are made up, and need no password.</p>
    <form method="post">
      <ul class="people">
        {people.map(({ id, name, may }) => (
          <li>
            <button type="submit" name="person" value={id} aria-describedby={`may-${id}`}>
              {name}
            </button>
            <p class="quiet" id={`may-${id}`}>
              {may}
            </p>
          </li>
        ))}
      </ul>
    </form>
    <p class="quiet">
      This page exists on this machine alone. Where Gazette is deployed, staff sign in with an identity
      provider of their own.
    </p>
  </Page>
)

/** The sign-in cannot go on. */
export const EndedPage = ({ why, desk }: { why: string; desk: string }) => (
  <Page title="This sign-in is over">
    <p>{why}</p>
    <p>
      <a href={desk}>Sign in again</a>
    </p>
  </Page>
)
