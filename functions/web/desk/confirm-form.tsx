import type { Child } from 'hono/jsx'
import { WhyField } from './why-field.tsx'

interface Confirm {
  readonly action: string
  /** Of the button that does it. */
  readonly id: string
  readonly name: string
  readonly danger?: boolean
  /** Whether it must be said why. */
  readonly asksWhy?: boolean
  /** The way out, and where it leads. */
  readonly no: string
  readonly back: string
  /** What it will do. */
  readonly children?: Child
}

/** The question before an act: what it will do, why, and a way out. */
export const ConfirmForm = ({ action, id, name, danger, asksWhy, no, back, children }: Confirm) => (
  <form method="post" action={action} data-leave class="stack">
    {children}
    <WhyField required={asksWhy ?? true} />
    <div class="row">
      <button type="submit" class={danger ? 'danger big' : 'primary big'} id={id}>
        {name}
      </button>
      <a class="button" href={back}>
        {no}
      </a>
    </div>
  </form>
)
