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
