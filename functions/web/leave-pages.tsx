import { maskAddress } from '#functions/core/address.ts'
import { messagesIn } from '#functions/core/messages/messages-in.ts'
import { adjustPath, leavePath, signUpPath } from '#functions/core/public-paths.ts'
import type { ReaderPage } from '#functions/use-cases/reader-page.ts'
import type { Left } from '#functions/use-cases/unsubscribe.ts'
import { Layout } from './layout.tsx'
import { languageOf } from './page-language.ts'

/** The field by which the page's buttons are known from one-click unsubscribing. */
export const BY_HAND = 'by-hand'

export const AskToLeave = ({ page, token }: { page: ReaderPage; token: string }) => {
  const { newsletter, reader } = page
  const language = languageOf(page)
  const { leave } = messagesIn(language)
  return (
    <Layout title={leave.title(newsletter.name)} language={language} brand={newsletter.name}>
      <p>{leave.text(maskAddress(reader.address))}</p>
      <form method="post">
        <input type="hidden" name={BY_HAND} value="yes" />
        <div class="buttons">
          <button type="submit">{leave.button}</button>
          <button type="submit" class="second" formaction={`${leavePath(token)}/all`}>
            {leave.all}
          </button>
        </div>
      </form>
      {page.other !== undefined && (
        <p>
          <a href={adjustPath(page.other)}>{leave.instead}</a>
        </p>
      )}
    </Layout>
  )
}

export const HasLeft = ({ left, token = '', from }: { left: Left; token?: string; from: 'this' | 'all' }) => {
  const { newsletter, reader, undo } = left
  const language = languageOf(left)
  const { leave, link } = messagesIn(language)
  const address = maskAddress(reader.address)
  return (
    <Layout title={leave.leftTitle} language={language} brand={newsletter.name}>
      <p>{from === 'all' ? leave.leftAll(address) : leave.left(address, newsletter.name)}</p>
      <p class="quiet">{leave.onItsWay}</p>
      {undo === undefined ? (
        <p>
          <a href={signUpPath(newsletter.slug)}>{link.afresh}</a>
        </p>
      ) : (
        <form method="post" action={`${leavePath(token)}/undo`}>
          <input type="hidden" name="undo" value={undo} />
          <button type="submit" class="second">
            {leave.undo}
          </button>
        </form>
      )}
    </Layout>
  )
}

export const HasUndone = ({ page }: { page: ReaderPage }) => {
  const language = languageOf(page)
  const { leave } = messagesIn(language)
  return (
    <Layout title={leave.undoneTitle} language={language} brand={page.newsletter.name}>
      <p>{leave.undone(page.newsletter.name)}</p>
    </Layout>
  )
}

export const TooLateToUndo = ({ page }: { page: ReaderPage }) => {
  const language = languageOf(page)
  const { leave, link } = messagesIn(language)
  return (
    <Layout title={leave.leftTitle} language={language} brand={page.newsletter.name}>
      <p>{leave.tooLate}</p>
      <p>
        <a href={signUpPath(page.newsletter.slug)}>{link.afresh}</a>
      </p>
    </Layout>
  )
}
