import type { Answer } from '#functions/use-cases/why-not.ts'
import { WithTimes } from './with-times.tsx'

/** Asks why a reader did, or did not, get a digest, and says it. */
export const WhyNotForm = ({
  path,
  asked,
  answer,
  zone,
}: {
  /** Of the digest. */
  path: string
  asked?: string
  answer?: Answer
  zone: string
}) => (
  <section class="card" aria-labelledby="why-not-title">
    <h2 id="why-not-title">Why did somebody not get it?</h2>
    <form method="post" action={`${path}/readers`} data-swap class="row ask">
      <div class="field">
        <label for="who">Their address, or their id as a reader</label>
        <input
          id="who"
          name="who"
          value={asked}
          maxlength={320}
          required
          autocomplete="off"
          autocapitalize="none"
          inputmode="email"
          dir="ltr"
        />
      </div>
      <button type="submit" id="ask-why">
        Look it up
      </button>
    </form>
    <div id="answer" data-part role="status">
      {asked !== undefined && answer !== undefined && (
        <div class="notice">
          <p>
            <b>
              <bdi>{asked}</bdi>
            </b>
          </p>
          <p>
            <WithTimes words={answer.words} zone={zone} />
          </p>
        </div>
      )}
    </div>
  </section>
)
