import type { Fault } from '#functions/core/checked-mail.ts'
import type { VariantParts } from '#functions/core/edition.ts'
import type { Hung } from './hang-all.ts'
import type { Wanted } from './wanted.ts'

const kilobytes = (text: string): string => `${(Buffer.byteLength(text) / 1000).toFixed(1)} kB`

const Faults = ({ faults }: { faults: readonly Fault[] }) =>
  faults.length === 0 ? (
    <p class="quiet">No faults</p>
  ) : (
    <details>
      <summary>{faults.length === 1 ? '1 fault' : `${faults.length} faults`}</summary>
      <ul>
        {faults.map(({ check, words }) => (
          <li key={words}>
            <strong>{check}:</strong> {words}
          </li>
        ))}
      </ul>
    </details>
  )

const Facts = ({ mail, faults }: { mail: VariantParts; faults: readonly Fault[] }) => (
  <>
    <p class="subject" dir="auto" title={mail.subject}>
      {mail.subject}
    </p>
    <p class="quiet">
      {mail.html === undefined ? 'Text alone, ' : `HTML ${kilobytes(mail.html)}, text `}
      {kilobytes(mail.text)}
    </p>
    <Faults faults={faults} />
  </>
)

/** A fixture: what is known of its mail, and below that the mail. */
export const Column = ({ hung, wanted }: { hung: Hung; wanted: Wanted }) => {
  const { name } = hung
  const { part, reader } = wanted
  const address = `/mail/${encodeURIComponent(name)}?${new URLSearchParams({ part, reader })}`
  return (
    <article data-fixture={name}>
      <header>
        <h2>
          <a href={address} target="_blank" rel="noreferrer">
            {name}
          </a>
        </h2>
        {'mail' in hung && <Facts {...hung} />}
      </header>
      {'mail' in hung ? (
        <iframe title={name} src={address} sandbox="allow-same-origin" />
      ) : (
        <pre class="problem">{hung.problem}</pre>
      )}
    </article>
  )
}
