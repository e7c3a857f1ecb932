import { maskAddress } from '#functions/core/address.ts'
import type { ReaderPage } from '#functions/use-cases/reader-page.ts'
import { Layout } from './layout.tsx'

export const AskToLeave = ({ newsletter, reader }: ReaderPage) => (
  <Layout title={`Unsubscribe from ${newsletter.name}?`}>
    <p>{maskAddress(reader.address)} will get no more mail from this newsletter.</p>
    <form method="post">
      <button type="submit">Unsubscribe</button>
    </form>
  </Layout>
)

export const HasLeft = ({ newsletter, reader }: ReaderPage) => (
  <Layout title="You are unsubscribed">
    <p>
      {maskAddress(reader.address)} gets no more mail from {newsletter.name}.
    </p>
    <p class="quiet">A mail that is on its way at this moment may still arrive.</p>
  </Layout>
)

export const Preferences = ({ newsletter, reader, saved }: ReaderPage & { saved: boolean }) => (
  <Layout title={`Your topics in ${newsletter.name}`}>
    <p class="quiet">For {maskAddress(reader.address)}</p>
    {saved && <p role="status">Saved. The next digest follows this choice.</p>}
    <form method="post">
      <fieldset>
        <legend>Send me stories on</legend>
        {newsletter.categories.map(({ id, name }) => (
          <label>
            <input
              type="checkbox"
              name="category"
              value={id}
              checked={reader.categories === 'all' || reader.categories.includes(id)}
            />
            {name}
          </label>
        ))}
      </fieldset>
      <button type="submit">Save</button>
    </form>
    <p class="quiet">A week without a story in your topics brings no mail.</p>
  </Layout>
)

export const DeadLink = () => (
  <Layout title="This link leads nowhere">
    <p>It may have been cut off in the mail. Open the link of a newer mail, or copy the whole of it.</p>
  </Layout>
)

export const NotThere = () => (
  <Layout title="There is no such page">
    <p>If you followed a link in a mail, it may have been cut off.</p>
  </Layout>
)
