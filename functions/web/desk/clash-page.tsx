import type { Clash } from '#functions/core/errors.ts'
import type { Fields } from './form-fields.ts'
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

const Choice = ({
  action,
  fields,
  id,
  name,
  tone,
}: {
  action: string
  fields: Fields
  id: string
  name: string
  tone?: string
}) => (
  <form method="post" action={action} data-settles>
    {fields.map(([field, value]) => (
      <input type="hidden" name={field} value={value} />
    ))}
    <button type="submit" id={id} class={tone}>
      {name}
    </button>
  </form>
)

/** Two editors wrote different words in one place: both are shown, and one is chosen. Nothing was overwritten. */
export const ClashPage = ({
  clash,
  action,
  mine,
  theirs,
  zone,
}: {
  clash: Clash
  action: string
  /** The form again, as if theirs had been seen; and the same with theirs in that place. */
  mine: Fields
  theirs: Fields
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
      <Choice action={action} fields={mine} id="clash-mine" name="Put mine in place of theirs" />
      <Choice action={action} fields={theirs} id="clash-theirs" name="Keep theirs" tone="primary" />
    </div>
    <p class="quiet">What else you wrote is saved with either.</p>
  </>
)
