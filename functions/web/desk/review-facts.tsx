import type { Edition } from '#functions/core/edition.ts'
import { EVERYTHING, previewFor } from '#functions/core/edition-view.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { numberOf } from '#functions/core/number-of.ts'
import { approvedVariant } from '#functions/core/variant.ts'
import type { Review } from '#functions/use-cases/review-digest.ts'
import { SizeMeter } from './checklist.tsx'
import { variantWords } from './variant-words.ts'

/** The subject as most readers get it. */
export const subjectFor = (edition: Edition, newsletter: Newsletter): string =>
  previewFor(edition, approvedVariant(Object.keys(edition.variants), newsletter, {}), EVERYTHING).subject

/** What goes out, from whom, when and to whom. */
export const ReviewFacts = ({
  newsletter,
  review,
  sentence,
}: {
  newsletter: Newsletter
  review: Review
  sentence: string
}) => {
  const { edition, content, htmlBytes } = review
  const subject = subjectFor(edition, newsletter)
  return (
    <section class="card" aria-labelledby="facts-title">
      <h2 id="facts-title">What goes out</h2>
      <dl class="facts">
        <dt>Newsletter</dt>
        <dd>
          <bdi>{newsletter.name}</bdi>
        </dd>
        <dt>From</dt>
        <dd>
          {newsletter.sender.name} · {newsletter.sender.address}
        </dd>
        <dt>Subject</dt>
        <dd>
          <b>
            <bdi>{subject}</bdi>
          </b>
        </dd>
        {content.preheader !== undefined && (
          <>
            <dt>Preheader</dt>
            <dd>
              <bdi>{content.preheader}</bdi>
            </dd>
          </>
        )}
        <dt>When, to whom</dt>
        <dd>{sentence}</dd>
        <dt>Entries</dt>
        <dd>
          {numberOf(content.entries.length, 'entry', 'entries')} in{' '}
          {numberOf(content.sections.length, 'category', 'categories')}
        </dd>
        <dt>Mails</dt>
        <dd>{Object.keys(edition.variants).map(variantWords).join('; ')}</dd>
        <dt>Size</dt>
        <dd>
          <SizeMeter htmlBytes={htmlBytes} />
        </dd>
      </dl>
    </section>
  )
}
