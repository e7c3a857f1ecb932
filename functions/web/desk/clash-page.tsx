import type { Clash } from '#functions/core/errors.ts'
import { Problem } from './refusal-pages.tsx'
import { When } from './when.tsx'

const FIELDS: Readonly<Record<string, string>> = {
  title: 'the title',
  excerpt: 'the excerpt',
  'entry-note': 'the content note',
  note: 'the note',
  closing: 'the closing item',
  subject: 'the subject',
  preheader: 'the preheader',
}

const Words = ({ title, words }: { title: string; words: string | null }) => (
  <section class="stack tight">
    <h2>{title}</h2>
    <blockquote class="beside">{words === null ? <i>nothing</i> : <bdi>{words}</bdi>}</blockquote>
  </section>
)

/** Two editors wrote different words in one place: both are shown, and one is chosen. Nothing was overwritten. */
export const ClashPage = ({
  clash,
  action,
  back,
  fields,
  zone,
}: {
  clash: Clash
  action: string
  back: string
  /** The form again, as if theirs had been seen. */
  fields: readonly (readonly [string, string])[]
  zone: string | undefined
}) => (
  <>
    <Problem>
      <p>
        {clash.by} changed {FIELDS[clash.field] ?? 'this'} while you were writing, at{' '}
        <When at={clash.at} zone={zone} />. Nothing was overwritten. Choose which words are to stand.
      </p>
    </Problem>
    <div class="halves">
      <Words title={`What ${clash.by} wrote`} words={clash.theirs} />
      <Words title="What you wrote" words={clash.yours} />
    </div>
    <div class="row">
      <form method="post" action={action}>
        {fields.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button type="submit" id="clash-mine">
          Put mine in place of theirs
        </button>
      </form>
      <a class="button primary" href={back} id="clash-theirs" data-discard>
        Keep theirs
      </a>
    </div>
  </>
)
