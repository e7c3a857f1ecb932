import * as z from 'zod'

const Words = z.string().trim().max(200)

/** Why somebody did it, as a form must say. */
export const Why = Words.min(1, 'say why')

/** The same of a form that need not: blank where it does not say. */
export const WhyOrBlank = Words.default('')

/** The field in which they say it. */
export const WhyField = ({ required = true }: { required?: boolean }) => (
  <div class="field">
    <label for="why">Why (colleagues read it; it is kept)</label>
    <input id="why" name="why" maxlength={200} required={required} autocomplete="off" />
  </div>
)
