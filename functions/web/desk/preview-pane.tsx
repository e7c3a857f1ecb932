import type { Newsletter } from '#functions/core/newsletter.ts'
import { mailLanguages } from '#functions/core/variant.ts'
import { type PreviewQuery, queryOf } from './preview-wanted.ts'

interface Pane {
  readonly newsletter: Newsletter
  /** Of the digest. */
  readonly path: string
  readonly revision: number
  readonly wanted: PreviewQuery
  /** The page on which it stands, to which its choices lead. */
  readonly page: string
}

type Single = Exclude<keyof PreviewQuery, 'categories' | 'language'>

const Select = ({
  name,
  label,
  choices,
  chosen,
}: {
  name: string
  label: string
  choices: readonly (readonly [string, string])[]
  chosen: string | undefined
}) => (
  <div class="field">
    <label for={`preview-${name}`}>{label}</label>
    <select id={`preview-${name}`} name={name}>
      {choices.map(([value, words]) => (
        <option value={value} selected={value === chosen}>
          {words}
        </option>
      ))}
    </select>
  </div>
)

const SELECTS: readonly { name: Single; label: string; choices: readonly (readonly [string, string])[] }[] = [
  {
    name: 'width',
    label: 'On a',
    choices: [
      ['phone', 'phone'],
      ['desktop', 'desktop'],
    ],
  },
  {
    name: 'scheme',
    label: 'Colours',
    choices: [
      ['light', 'light'],
      ['dark', 'dark'],
      ['forced', 'forced dark'],
    ],
  },
  {
    name: 'part',
    label: 'Part',
    choices: [
      ['html', 'the mail'],
      ['text', 'plain text'],
      ['source', 'HTML source'],
      ['headers', 'headers'],
    ],
  },
]

const READER_SELECTS: typeof SELECTS = [
  {
    name: 'layout',
    label: 'Layout',
    choices: [
      ['html', 'of the newsletter'],
      ['plain', 'plain text alone'],
    ],
  },
  {
    name: 'notes',
    label: 'Stories with a content note',
    choices: [
      ['all', 'shown'],
      ['titles', 'titles alone'],
      ['leave-out', 'left out'],
    ],
  },
  {
    name: 'subject',
    label: 'Subject',
    choices: [
      ['telling', 'says what it is about'],
      ['date', 'says the date alone'],
    ],
  },
]

/** The mail of a digest as a reader would get it, with what one may choose about reader and screen. */
export const PreviewPane = ({ newsletter, path, revision, wanted, page }: Pane) => {
  const query = queryOf(wanted)
  const src = `${path}/mail?revision=${revision}${query && `&${query}`}`
  return (
    <section class="stack" aria-labelledby="preview-title">
      <h2 id="preview-title">As a reader gets it</h2>
      <form method="get" action={page} data-live class="stack">
        <div class="row">
          {SELECTS.map(({ name, ...select }) => (
            <Select name={name} {...select} chosen={wanted[name]} />
          ))}
        </div>
        <details id="preview-reader">
          <summary>Which reader</summary>
          <div class="stack">
            <fieldset>
              <legend>Topics they chose (none ticked: all)</legend>
              {newsletter.categories.map(({ id, name }) => (
                <label class="choice">
                  <input
                    type="checkbox"
                    name="categories"
                    value={id}
                    checked={wanted.categories.includes(id)}
                  />
                  <bdi>{name}</bdi>
                </label>
              ))}
            </fieldset>
            <div class="row">
              <Select
                name="language"
                label="Language"
                choices={mailLanguages(newsletter).map((tag) => [tag, tag] as const)}
                chosen={wanted.language}
              />
              {READER_SELECTS.map(({ name, ...select }) => (
                <Select name={name} {...select} chosen={wanted[name]} />
              ))}
            </div>
          </div>
        </details>
        <button type="submit" class="small without-script">
          Show
        </button>
      </form>
      <div class="mail-box">
        <iframe
          id="preview-frame"
          data-part
          class={`mail ${wanted.width} ${wanted.scheme === 'light' ? '' : 'dark'}`}
          title="Preview of the mail"
          src={src}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          loading="lazy"
        />
      </div>
    </section>
  )
}
