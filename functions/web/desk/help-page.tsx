/** What is pressed, or one after the other, and where it leads. */
const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['j'], 'the next entry or post'],
  [['k'], 'the previous one'],
  [['/'], 'search'],
  [['?'], 'this page'],
  [['g', 'd'], 'the digest'],
  [['g', 'i'], 'the inbox'],
  [['g', 'b'], 'the backlog'],
  [['g', 'm'], 'import'],
  [['g', 'p'], 'past digests'],
  [['a'], 'the review of a draft, before it is approved'],
]

/** How the desk works, and the keys that do something. */
export const HelpPage = () => (
  <>
    <section class="stack tight">
      <h2>A week at the desk</h2>
      <ol class="steps">
        <li>
          <p>
            <b>Look through the inbox.</b> New posts wait there. What is accepted stands in the next digest
            for certain; what is dropped, in none. What you leave alone is drafted by its date.
          </p>
        </li>
        <li>
          <p>
            <b>Curate the draft.</b> Two days before its time the digest is drafted, one entry a story. Put
            entries in order, change their words, choose the one to lead with. All of it is saved as you go,
            and each change can be taken back.
          </p>
        </li>
        <li>
          <p>
            <b>Look at it as your readers will:</b> on a phone, in the dark, as plain text, for somebody who
            chose one topic. Send a test to yourself.
          </p>
        </li>
        <li>
          <p>
            <b>Review and approve.</b> What you approve is what is mailed, to the letter. Whoever edits it
            afterwards takes the approval back.
          </p>
        </li>
        <li>
          <p>
            <b>Stop it, if you must.</b> Hold, pause and cancel stand on each page of the digest. Mail that
            has left cannot be called back; who was not reached yet is not.
          </p>
        </li>
      </ol>
    </section>
    <section class="stack tight">
      <h2>Keys</h2>
      <p class="quiet">
        They can be switched off on your own page. No single key does anything that cannot be undone.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">Goes to</th>
          </tr>
        </thead>
        <tbody>
          {KEYS.map(([[key, second], what]) => (
            <tr>
              <td>
                <kbd>{key}</kbd>
                {second !== undefined && (
                  <>
                    {' '}
                    then <kbd>{second}</kbd>
                  </>
                )}
              </td>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  </>
)
