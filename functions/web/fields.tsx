import type { Child } from 'hono/jsx'

/** A group of boxes or buttons with what they are about. */
export const Group = ({ legend, help, children }: { legend: string; help?: string; children?: Child }) => (
  <fieldset>
    <legend>{legend}</legend>
    {children}
    {help !== undefined && <p class="quiet">{help}</p>}
  </fieldset>
)

interface Choice {
  readonly value: string
  readonly label: string
  readonly chosen: boolean
}

export const Boxes = ({ name, choices }: { name: string; choices: readonly Choice[] }) => (
  <>
    {choices.map(({ value, label, chosen }) => (
      <label class="choice">
        <input type="checkbox" name={name} value={value} checked={chosen} />
        <bdi>{label}</bdi>
      </label>
    ))}
  </>
)

export const Radios = ({ name, choices }: { name: string; choices: readonly Choice[] }) => (
  <>
    {choices.map(({ value, label, chosen }) => (
      <label class="choice">
        <input type="radio" name={name} value={value} checked={chosen} />
        {label}
      </label>
    ))}
  </>
)

export const Select = ({
  name,
  label,
  choices,
  language,
}: {
  name: string
  label: string
  choices: readonly Choice[]
  /** Of the choices, where it is another than the page's. */
  language?: string
}) => (
  <p class="field">
    <label for={name}>{label}</label>
    <select id={name} name={name} lang={language}>
      {choices.map(({ value, label, chosen }) => (
        <option value={value} selected={chosen}>
          {label}
        </option>
      ))}
    </select>
  </p>
)

/** Why a form is shown again. */
export const Problem = ({ problem }: { problem: string | undefined }) =>
  problem === undefined ? null : (
    <p role="alert" id="problem" class="notice">
      {problem}
    </p>
  )

interface Address {
  readonly label: string
  readonly typed: string
  readonly problem: string | undefined
}

/** The field for an email address, with what is wrong with it. */
export const AddressField = ({ label, typed, problem }: Address) => (
  <p class="field">
    <label for="email">{label}</label>
    <input
      type="email"
      id="email"
      name="email"
      value={typed}
      autocomplete="email"
      required
      dir="ltr"
      maxlength={254}
      aria-invalid={problem === undefined ? undefined : 'true'}
      aria-describedby={problem === undefined ? undefined : 'problem'}
    />
  </p>
)
