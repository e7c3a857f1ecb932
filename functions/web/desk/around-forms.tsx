import type { Child } from 'hono/jsx'
import type { Content } from '#functions/core/entry.ts'
import { LONGEST_SUBJECT } from '#functions/core/subject.ts'

const LONGEST_PREHEADER = 110
const LONGEST_TEXT = 500

const charactersOf = (text: string): number => [...text].length

interface TextField {
  readonly name: string
  readonly id: string
  readonly label: string
  readonly value: string | undefined
  readonly most: number
  readonly help?: string
  readonly long?: boolean
  /** It may not be empty. */
  readonly required?: boolean
  readonly type?: 'url'
}

/** A text with how long it is and may be, and the text that it was typed over. */
export const Counted = ({ name, id, label, value = '', most, help, long, required, type }: TextField) => (
  <div class="field">
    <label for={id}>{label}</label>
    {long ? (
      <textarea
        id={id}
        name={name}
        rows={3}
        maxlength={most}
        required={required}
        aria-describedby={`${id}-help`}
      >
        {value}
      </textarea>
    ) : (
      <input
        id={id}
        name={name}
        type={type}
        value={value}
        maxlength={most}
        required={required}
        aria-describedby={`${id}-help`}
      />
    )}
    <input type="hidden" name={`seen-${name}`} id={`seen-${id}`} value={value} />
    <p class="quiet" id={`${id}-help`}>
      <span data-counts={id}>{charactersOf(value)}</span> of {most} characters
      {help !== undefined && `. ${help}`}
    </p>
  </div>
)

/** A form that saves itself as one types, and by its button. */
export const EditForm = ({
  path,
  content,
  verb,
  id,
  together,
  children,
}: {
  path: string
  content: Content
  verb: string
  id: string
  /** Fields of which none may be empty where one of the form is not. */
  together?: string
  children?: Child
}) => (
  <form
    class="stack"
    method="post"
    action={`${path}/edit`}
    data-swap
    data-autosave
    data-stay
    data-together={together}
    id={id}
  >
    <input type="hidden" name="revision" id={`${id}-revision`} value={String(content.revision)} />
    <input type="hidden" name="verb" value={verb} />
    {children}
    <div class="row">
      <button type="submit" class="small" id={`${id}-save`}>
        Save
      </button>
      <span class="saving" aria-live="off" />
    </div>
  </form>
)

/** Subject, preheader, note and closing item of a draft. */
export const AroundForms = ({ content, path }: { content: Content; path: string }) => (
  <div class="stack">
    <section class="card" aria-labelledby="around-subject" id="part-subject" data-part>
      <h2 id="around-subject">Subject</h2>
      <EditForm path={path} content={content} verb="subject" id="form-subject">
        <Counted
          name="subject"
          id="subject"
          label="Subject of the mail"
          value={content.subject}
          most={LONGEST_SUBJECT}
          help={`A phone shows some 35 to ${LONGEST_SUBJECT}. Left empty it is the title of a lead that is for everyone, or the newsletter’s name with the week.`}
        />
        <Counted
          name="preheader"
          id="preheader"
          label="Preheader, the line after the subject in lists of mails"
          value={content.preheader}
          most={LONGEST_PREHEADER}
          help="Lists show some 40 to 100. Left empty it is made of the titles."
        />
      </EditForm>
    </section>
    <details class="card" id="part-note" data-part open={content.note !== undefined}>
      <summary>Note of the editors, at the top</summary>
      <EditForm path={path} content={content} verb="note" id="form-note" together="text signed">
        <Counted
          name="text"
          id="note-text"
          label="Note"
          value={content.note?.text}
          most={LONGEST_TEXT}
          help="Some 60 words."
          long
        />
        <Counted name="signed" id="note-signed" label="Signed" value={content.note?.signed} most={80} />
      </EditForm>
    </details>
    <details class="card" id="part-closing" data-part open={content.closing !== undefined}>
      <summary>Closing item, at the end</summary>
      <EditForm path={path} content={content} verb="closing" id="form-closing" together="title text">
        <Counted
          name="title"
          id="closing-title"
          label="Title"
          value={content.closing?.title}
          most={120}
          help="Something that went well, or that a reader can do."
        />
        <Counted
          name="text"
          id="closing-text"
          label="Text"
          value={content.closing?.text}
          most={LONGEST_TEXT}
          long
        />
        <Counted
          name="url"
          id="closing-url"
          label="Web address"
          value={content.closing?.url}
          most={2000}
          type="url"
        />
      </EditForm>
    </details>
  </div>
)
