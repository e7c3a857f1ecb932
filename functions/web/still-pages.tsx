import { messagesIn } from '#functions/core/messages/messages-in.ts'
import { leavePath } from '#functions/core/public-paths.ts'
import type { ReaderPage } from '#functions/use-cases/reader-page.ts'
import { Layout } from './layout.tsx'
import { languageOf } from './page-language.ts'

export const AskIfStill = ({ page }: { page: ReaderPage }) => {
  const language = languageOf(page)
  const { still } = messagesIn(language)
  return (
    <Layout title={still.title(page.newsletter.name)} language={language} brand={page.newsletter.name}>
      <p>{still.text}</p>
      <form method="post">
        <button type="submit">{still.button}</button>
      </form>
      {page.other !== undefined && (
        <p>
          <a href={leavePath(page.other)}>{still.end}</a>
        </p>
      )}
    </Layout>
  )
}

export const Thanks = ({ page }: { page: ReaderPage }) => {
  const language = languageOf(page)
  const { still } = messagesIn(language)
  return (
    <Layout title={still.thanksTitle} language={language} brand={page.newsletter.name}>
      <p>{still.thanks}</p>
    </Layout>
  )
}
