import { raw } from 'hono/html'
import { Column } from './column.tsx'
import { Controls } from './controls.tsx'
import type { Hanging } from './hang-all.ts'
import type { Wanted } from './wanted.ts'

const count = (many: number): string => (many === 1 ? '1 mail' : `${many} mails`)

export const GridPage = ({ wanted, readers, hung, problem }: Hanging & { readonly wanted: Wanted }) => (
  <>
    {raw('<!doctype html>')}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Mails</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/preview.css" />
        <script src="/live.js" type="module" />
      </head>
      <body>
        <Controls wanted={wanted} readers={readers} shown={count(hung.length)} />
        {/* What scrolls is reached by the keyboard. */}
        <main tabindex={0} aria-label="Mails">
          {problem && <pre class="problem">{problem}</pre>}
          {!problem && hung.length === 0 && <p class="quiet">No fixture has “{wanted.name}” in its name.</p>}
          {hung.map((one) => (
            <Column key={one.name} hung={one} wanted={wanted} />
          ))}
        </main>
      </body>
    </html>
  </>
)
