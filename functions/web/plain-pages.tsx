import { messagesIn } from '#functions/core/messages/messages-in.ts'
import { Layout } from './layout.tsx'

/** For a token that is none of ours. */
export const DeadLink = ({ language }: { language: string }) => {
  const { dead } = messagesIn(language)
  return (
    <Layout title={dead.title} language={language}>
      <p>{dead.text}</p>
    </Layout>
  )
}

export const NotThere = ({ language }: { language: string }) => {
  const { notThere } = messagesIn(language)
  return (
    <Layout title={notThere.title} language={language}>
      <p>{notThere.text}</p>
    </Layout>
  )
}
