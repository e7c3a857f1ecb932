import type { Child } from 'hono/jsx'
import type { Fields } from './form-fields.ts'

/** Why an act or a page was refused: first of all on the page, and spoken. */
export const Problem = ({ children }: { children?: Child }) => (
  <div class="notice bad" role="alert" id="problem" tabindex={-1}>
    {children}
  </div>
)

/** What somebody sent after their session had ended, to be sent again once they signed in. */
export const SignedOutWithFields = ({ action, fields }: { action: string; fields: Fields }) => (
  <>
    <Problem>
      <p>You were signed out before this could be saved. Nothing of it is lost: it is kept on this page.</p>
    </Problem>
    <ol class="steps">
      <li>
        <a class="button" href="/auth/login?next=/auth/done" target="_blank" rel="noopener opener">
          Sign in, in a new tab
        </a>
      </li>
      <li>
        <form method="post" action={action}>
          {fields.map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <button type="submit">Come back here, and send it again</button>
        </form>
      </li>
    </ol>
    {fields.some(([, value]) => value.length > 40) && (
      <details>
        <summary>What you wrote</summary>
        {fields
          .filter(([, value]) => value.length > 40)
          .map(([name, value]) => (
            <label class="field">
              {name}
              <textarea readonly rows={4}>
                {value}
              </textarea>
            </label>
          ))}
      </details>
    )}
  </>
)
