import * as z from 'zod'
import { canBeCorrected, LONGEST_CORRECTION } from '#functions/core/correction.ts'
import { dayOf } from '#functions/core/day-and-time.ts'
import { deskPath } from '#functions/core/desk-paths.ts'
import type { Digest } from '#functions/core/digest.ts'
import type { DigestRef } from '#functions/core/digest-key.ts'
import type { Entry } from '#functions/core/entry.ts'
import { Conflict, NotFound } from '#functions/core/errors.ts'
import { excerptOf, oneLine } from '#functions/core/plain-text.ts'
import type { correctEntry } from '#functions/use-cases/correct-entry.ts'
import type { editDigest } from '#functions/use-cases/edit-digest.ts'
import { leadTo } from './answers.ts'
import type { DeskContext, DeskRoute } from './desk-route.ts'
import { type DraftsDeps, openDraftsOf } from './drafts-with.ts'
import { editorOf } from './editor-of.ts'
import { About } from './entry-row.tsx'
import { fieldsOf } from './form-fields.ts'
import type { Framed } from './frame.tsx'
import { postPath } from './inbox-paths.ts'
import { triageFields } from './triage-form.ts'
import { Why, WhyField } from './why-field.tsx'

export interface CorrectionDeps extends DraftsDeps {
  digest: (ref: DigestRef) => Promise<Digest | undefined>
  correctEntry: ReturnType<typeof correctEntry>
  edit: ReturnType<typeof editDigest>
}

/** The entry of the path, as readers got it. */
const entryOf = async (deps: CorrectionDeps, c: DeskContext): Promise<Entry> => {
  const digest = await deps.digest(c.var.ref)
  if (digest === undefined || !canBeCorrected(digest))
    throw new Conflict('Only an entry of a regular digest that readers got can be corrected.')
  const content = await deps.content(digest, digest.approval?.revision ?? digest.revision)
  const entry = content?.entries.find(({ post }) => post === c.req.param('post'))
  if (entry === undefined) throw new NotFound('The digest has no such entry.')
  return entry
}

/** A draft that can still take a correction in. */
const draftOf = async (deps: CorrectionDeps, c: DeskContext): Promise<Digest | undefined> =>
  (await openDraftsOf(deps, c.var.newsletter)).find(({ digest }) => digest.status !== 'approving')?.digest

const Form = ({
  entry,
  path,
  draft,
  zone,
}: {
  entry: Entry
  path: string
  draft: Digest | undefined
  zone: string
}) => (
  <form method="post" action={`${path}/correct/${entry.post}`} data-leave class="stack">
    <div class="beside stack tight">
      <p>
        <b>
          <bdi>{entry.title}</bdi>
        </b>
      </p>
      <About entry={entry} zone={zone} />
      {entry.excerpt !== '' && (
        <p>
          <bdi>{entry.excerpt}</bdi>
        </p>
      )}
    </div>
    <p>
      What readers got stays as it is: mail cannot be called back. The correction stands at the top of the
      next digest, for all its readers, whatever they chose.
    </p>
    <div class="field">
      <label for="correction">What is right</label>
      <textarea
        id="correction"
        name="text"
        rows={4}
        maxlength={LONGEST_CORRECTION}
        required
        aria-describedby="correction-help"
      />
      <p class="quiet" id="correction-help">
        <span data-counts="correction">0</span> of {LONGEST_CORRECTION} characters
      </p>
    </div>
    <WhyField />
    <div class="row">
      {draft !== undefined && (
        <button type="submit" class="primary" id="correct-draft" name="into" value="draft">
          Put it into the draft of {dayOf(draft.date)}
        </button>
      )}
      <button
        type="submit"
        class={draft === undefined ? 'primary' : undefined}
        id="correct-next"
        name="into"
        value="next"
      >
        {draft === undefined ? 'Correct it' : 'Put it into the one that is drafted next'}
      </button>
      <a class="button" href={path}>
        No, leave it
      </a>
    </div>
  </form>
)

const CorrectionForm = z.object({
  text: z.string().transform(oneLine).pipe(z.string().min(1, 'say what is right').max(LONGEST_CORRECTION)),
  why: Why,
  into: z.enum(['next', 'draft']).default('next'),
})

const LONGEST_NAMED = 100

/** Sets right what readers got. */
export const correctionRoutes = (deps: CorrectionDeps, page: Framed): DeskRoute[] => [
  {
    method: 'GET',
    path: '/desk/digests/:digest/correct/:post',
    right: 'edit',
    handle: async (c) => {
      const { ref, newsletter } = c.var
      const entry = await entryOf(deps, c)
      const children = (
        <Form entry={entry} path={deskPath(ref)} draft={await draftOf(deps, c)} zone={newsletter.zone} />
      )
      return c.html(page(c, { title: 'Correct an entry', newsletter, room: 'digest', children }))
    },
  },
  {
    method: 'POST',
    path: '/desk/digests/:digest/correct/:post',
    right: 'edit',
    handle: async (c) => {
      const { ref, newsletter, person } = c.var
      const { text, why, into } = await fieldsOf(c, CorrectionForm)
      const { post, title } = await entryOf(deps, c)
      const draft = into === 'draft' ? await draftOf(deps, c) : undefined
      const correction = await deps.correctEntry(ref, post, text, { by: person.name, why })
      const named = `The correction of “${excerptOf(title, LONGEST_NAMED)}”`
      if (draft === undefined)
        return leadTo(c, deskPath(ref), {
          text: `${named} stands at the top of the next digest that is drafted.`,
          undo: {
            action: `${postPath(newsletter.slug, correction.id)}/triage`,
            fields: triageFields({ verb: 'drop' }),
          },
        })
      await deps.edit(draft, editorOf(person), [{ verb: 'restore', post: correction.id }], draft.revision)
      return leadTo(c, deskPath(draft), { text: `${named} stands at the top of this draft.` })
    },
  },
]
