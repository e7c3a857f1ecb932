import { PARTS, SCHEMES, type Wanted, WIDTHS } from './wanted.ts'

interface ChoiceProps {
  readonly name: keyof Wanted
  readonly legend: string
  readonly labels: Readonly<Record<string, string>>
  readonly chosen: string
}

const Choice = ({ name, legend, labels, chosen }: ChoiceProps) => (
  <fieldset>
    <legend>{legend}</legend>
    {Object.entries(labels).map(([value, label]) => (
      <label key={value}>
        <input type="radio" name={name} value={value} id={`${name}-${value}`} checked={value === chosen} />
        {label}
      </label>
    ))}
  </fieldset>
)

interface ControlsProps {
  readonly wanted: Wanted
  readonly readers: readonly string[]
  readonly shown: string
}

/** What is shown and how; a form, so that it works without scripts and a reload keeps it. */
export const Controls = ({ wanted, readers, shown }: ControlsProps) => (
  <header>
    <form class="controls" action="/">
      <h1>{shown}</h1>
      <Choice name="part" legend="Part" labels={PARTS} chosen={wanted.part} />
      <Choice name="width" legend="Width in pixels" labels={WIDTHS} chosen={wanted.width} />
      <Choice name="scheme" legend="Colours" labels={SCHEMES} chosen={wanted.scheme} />
      <label>
        Reader{' '}
        <select name="reader">
          {readers.map((reader) => (
            <option key={reader} value={reader} selected={reader === wanted.reader}>
              {reader}
            </option>
          ))}
        </select>
      </label>
      <label>
        Fixture <input type="search" name="name" value={wanted.name} placeholder="All" autocomplete="off" />
      </label>
      <button type="submit">Show</button>
      <output class="quiet" />
    </form>
  </header>
)
