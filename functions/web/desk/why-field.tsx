import * as z from 'zod'

/** Why somebody did it, as a form must say. */
export const Why = z.string().trim().min(1, 'say why').max(200)

/** The field in which they say it. */
export const WhyField = ({ required = true }: { required?: boolean }) => (
  <div class="field">
    <label for="why">Why (colleagues read it; it is kept)</label>
    <input id="why" name="why" maxlength={200} required={required} autocomplete="off" />
  </div>
)
