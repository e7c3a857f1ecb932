import { MOST_TEST_ADDRESSES } from '#functions/core/test-mail.ts'
import type { PreviewQuery } from './preview-wanted.ts'

/** Sends the mail as it is previewed to a few addresses that are typed in: it knows no readers, so it cannot reach them. */
export const TestMailForm = ({
  path,
  revision,
  email,
  wanted,
}: {
  path: string
  revision: number
  /** Of who looks at it. */
  email: string | undefined
  wanted: PreviewQuery
}) => (
  <form method="post" action={`${path}/test`} data-swap class="card" id="test-mail">
    <h2>Send a test</h2>
    <p class="quiet">
      As previewed, for the reader chosen above. Its links to leave and to choose lead nowhere, as the reader
      is imagined.
    </p>
    <input type="hidden" name="revision" value={String(revision)} />
    {wanted.categories.map((id) => (
      <input type="hidden" name="categories" value={id} />
    ))}
    {(['language', 'layout', 'notes', 'subject'] as const).map((name) => (
      <input type="hidden" name={name} value={wanted[name] ?? ''} />
    ))}
    <div class="field">
      <label for="test-addresses">To at most {MOST_TEST_ADDRESSES} addresses, one a line</label>
      <textarea id="test-addresses" name="addresses" rows={2} required autocomplete="email">
        {email ?? ''}
      </textarea>
    </div>
    <div class="row">
      <button type="submit" id="test-send">
        Send the test
      </button>
    </div>
  </form>
)
