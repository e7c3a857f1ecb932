import { maskAddress } from '#functions/core/address.ts'
import type { LinkPurpose } from '#functions/core/link.ts'
import { messagesIn } from '#functions/core/messages/messages-in.ts'
import { adjustPath } from '#functions/core/public-paths.ts'
import type { MoveAsked } from '#functions/use-cases/ask-to-move.ts'
import type { LinkPage } from '#functions/use-cases/link-page.ts'
import { AddressField, Problem } from './fields.tsx'
import { Layout } from './layout.tsx'
import { languageOf } from './page-language.ts'

const wordsOf = (page: LinkPage, purpose: Exclude<LinkPurpose, 'move' | 'erase'>) => {
  const { link } = messagesIn(languageOf(page))
  const address = maskAddress(page.reader.address)
  return {
    confirm: {
      title: link.confirmTitle(page.newsletter.name),
      text: link.confirm(address),
      button: link.confirmButton,
    },
    download: { title: link.downloadTitle, text: link.download, button: link.downloadButton },
    arrive: { title: link.arriveTitle, text: link.arrive(address), button: link.arriveButton },
  }[purpose]
}

const AskFor = ({ page, purpose }: { page: LinkPage; purpose: 'confirm' | 'download' | 'arrive' }) => {
  const { title, text, button } = wordsOf(page, purpose)
  return (
    <Layout title={title} language={languageOf(page)} brand={page.newsletter.name}>
      <p>{text}</p>
      <form method="post">
        <button type="submit">{button}</button>
      </form>
    </Layout>
  )
}

export const AskForAddress = ({
  page,
  typed = '',
  problem,
}: {
  page: LinkPage
  typed?: string
  problem?: string
}) => {
  const language = languageOf(page)
  const { link } = messagesIn(language)
  return (
    <Layout title={link.moveTitle} language={language} brand={page.newsletter.name}>
      <p>{link.move}</p>
      <Problem problem={problem} />
      <form method="post">
        <AddressField label={link.moveField} typed={typed} problem={problem} />
        <button type="submit">{link.moveButton}</button>
      </form>
    </Layout>
  )
}

const EraseRemains = ({ language }: { language: string }) => (
  <ul>
    {messagesIn(language).link.eraseRemains.map((line) => (
      <li>{line}</li>
    ))}
  </ul>
)

const AskToErase = ({ page }: { page: LinkPage }) => {
  const language = languageOf(page)
  const { link } = messagesIn(language)
  return (
    <Layout title={link.eraseTitle} language={language} brand={page.newsletter.name}>
      <p>{link.erase}</p>
      <EraseRemains language={language} />
      <form method="post">
        <button type="submit" class="danger">
          {link.eraseButton}
        </button>
      </form>
    </Layout>
  )
}

/** What a letter's link leads to: a page with one button, or a field. Nothing happens before it is pressed. */
export const BehindLink = ({ page }: { page: LinkPage }) => {
  const { purpose } = page.link
  if (purpose === 'move') return <AskForAddress page={page} />
  return purpose === 'erase' ? <AskToErase page={page} /> : <AskFor page={page} purpose={purpose} />
}

export const Confirmed = ({ page, adjust }: { page: LinkPage; adjust: string }) => {
  const language = languageOf(page)
  const { link } = messagesIn(language)
  return (
    <Layout title={link.confirmedTitle} language={language} brand={page.newsletter.name}>
      <p>{link.confirmed(page.newsletter.name)}</p>
      <p>
        <a href={adjustPath(adjust)}>{link.toPreferences}</a>
      </p>
    </Layout>
  )
}

export const MoveSent = ({ asked }: { asked: Extract<MoveAsked, { sentTo: string }> }) => {
  const language = languageOf(asked.page)
  const { link } = messagesIn(language)
  return (
    <Layout title={link.moveSentTitle} language={language} brand={asked.page.newsletter.name}>
      <p>{link.moveSent(asked.sentTo)}</p>
    </Layout>
  )
}

export const Arrived = ({ page }: { page: LinkPage }) => {
  const language = languageOf(page)
  const { link } = messagesIn(language)
  return (
    <Layout title={link.arrivedTitle} language={language} brand={page.newsletter.name}>
      <p>{link.arrived(maskAddress(page.reader.address))}</p>
    </Layout>
  )
}

export const BeingErased = ({ page }: { page: LinkPage }) => {
  const language = languageOf(page)
  const { link } = messagesIn(language)
  return (
    <Layout title={link.erasedTitle} language={language} brand={page.newsletter.name}>
      <p>{link.erased}</p>
      <EraseRemains language={language} />
    </Layout>
  )
}

/** For a link that was used, is over, or is none of ours: the same page, so that nothing can be learnt from it. */
export const DeadLetterLink = ({ language }: { language: string }) => {
  const { link } = messagesIn(language)
  return (
    <Layout title={link.deadTitle} language={language}>
      <p>{link.dead}</p>
    </Layout>
  )
}
