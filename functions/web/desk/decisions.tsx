import { deskPath } from '#functions/core/desk-paths.ts'
import { numberOf } from '#functions/core/number-of.ts'
import type { Undecided } from '#functions/use-cases/undecided-readers.ts'
import type { Head } from './sent-page.tsx'
import { UndecidedList } from './undecided-list.tsx'
import { When } from './when.tsx'

/** Whom the page can name. The names come when they are asked for: where nobody counted lately, all its readers are walked to find them. */
export const Decisions = ({
  head,
  undecided,
  zone,
}: {
  head: Head
  undecided: Undecided | undefined
  zone: string
}) => {
  const { digest, viewing } = head
  const names = `${deskPath(digest)}/readers/names`
  const isFrozen = digest.attempt !== undefined
  const totals = viewing.counted?.totals
  return (
    <section
      class="card"
      id="undecided"
      data-part
      data-load={isFrozen && undecided === undefined ? names : undefined}
      aria-labelledby="undecided-title"
    >
      <h2 id="undecided-title">To be decided by you</h2>
      <p class="quiet">
        Uncertain: the answer to the call was lost, and SES has reported nothing since; they may have the
        mail. Failed: SES refused it. Nothing is sent again by itself.
        {digest.status === 'sending' &&
          ' While it is sent, an event of SES may still settle who is uncertain.'}
      </p>
      {undecided !== undefined && (
        <UndecidedList digest={digest} undecided={undecided} now={viewing.now} zone={zone} />
      )}
      {undecided === undefined && !isFrozen && <p>Its readers are not frozen: nobody was mailed.</p>}
      {undecided === undefined && isFrozen && (
        <>
          {totals !== undefined && viewing.counted !== undefined && (
            <p>
              {numberOf(totals.uncertain, 'reader')} uncertain, {totals.failed.toLocaleString('en')} failed,
              as counted at <When at={viewing.counted.at} zone={zone} seconds />.
            </p>
          )}
          <p>
            <a class="button" id="by-name" href={names}>
              Show them by name
            </a>
          </p>
        </>
      )}
    </section>
  )
}
