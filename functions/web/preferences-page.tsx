import { maskAddress } from '#functions/core/address.ts'
import { recordedWords } from '#functions/core/consent-words.ts'
import type { Instant } from '#functions/core/instant.ts'
import { nearestLanguage } from '#functions/core/messages/languages.ts'
import { LANGUAGES, messagesIn } from '#functions/core/messages/messages-in.ts'
import { PAUSES } from '#functions/core/preferences.ts'
import { adjustPath, leavePath, signUpPath } from '#functions/core/public-paths.ts'
import { mailLanguages } from '#functions/core/variant.ts'
import type { ReaderPage } from '#functions/use-cases/reader-page.ts'
import { LanguageSelect, Topics, ZoneSelect } from './choices.tsx'
import { Group, Radios, Select } from './fields.tsx'
import { Layout } from './layout.tsx'
import { languageOf } from './page-language.ts'

interface Shown {
  readonly page: ReaderPage
  readonly token: string
  readonly saved: boolean
  readonly now: Instant
}

const dayOf = (instant: Instant, language: string, timeZone: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone }).format(new Date(instant))

const PauseSelect = ({ page: { newsletter, reader }, now }: Pick<Shown, 'page' | 'now'>) => {
  const language = languageOf({ newsletter, reader })
  const { preferences } = messagesIn(language)
  const { pausedUntil } = reader
  const isPaused = pausedUntil !== undefined && pausedUntil > now
  const keep = isPaused
    ? [
        {
          value: 'keep',
          label: preferences.keepPause(dayOf(pausedUntil, language, reader.zone ?? newsletter.zone)),
          chosen: true,
        },
      ]
    : []
  const weeks = PAUSES.map((one) => ({ value: String(one), label: preferences.weeks(one), chosen: false }))
  const choices = [...keep, { value: '', label: preferences.noPause, chosen: !isPaused }, ...weeks]
  return <Select name="pause" label={preferences.pause} choices={choices} />
}

/** A choice of a few. Nothing chosen, which is what a row without it says, is the one without a value. Where the newsletter leaves no choice, the former one is kept for a time when it does. */
const OneOf = ({
  name,
  legend,
  chosen = '',
  labels,
  isOpen = true,
}: {
  name: string
  legend: string
  chosen?: string | undefined
  labels: Readonly<Record<string, string>>
  isOpen?: boolean
}) =>
  isOpen ? (
    <Group legend={legend}>
      <Radios
        name={name}
        choices={Object.entries(labels).map(([value, label]) => ({ value, label, chosen: value === chosen }))}
      />
    </Group>
  ) : (
    <input type="hidden" name={name} value={chosen} />
  )

/** In which languages the digest itself comes, each by its own name; nothing where there is one. */
const LanguageHelp = ({ page }: Pick<Shown, 'page'>) => {
  const languages = mailLanguages(page.newsletter)
  if (languages.length === 1) return null
  const language = languageOf(page)
  const names = languages.map((tag) => LANGUAGES[nearestLanguage(tag)].languageName)
  const { preferences } = messagesIn(language)
  return <p class="quiet">{preferences.languageHelp(new Intl.ListFormat(language).format(names))}</p>
}

const OwnData = ({ page: { newsletter, reader }, token }: Pick<Shown, 'page' | 'token'>) => {
  const { preferences } = messagesIn(languageOf({ newsletter, reader }))
  return (
    <section>
      <h2>{preferences.yours}</h2>
      <p class="quiet">{preferences.yoursHelp(maskAddress(reader.address))}</p>
      <form method="post" action={`${adjustPath(token)}/link`}>
        <div class="buttons">
          {(['download', 'move', 'erase'] as const).map((purpose) => (
            <button type="submit" class="second" name="purpose" value={purpose}>
              {preferences[purpose]}
            </button>
          ))}
        </div>
      </form>
    </section>
  )
}

/** What a reader chose of a newsletter, and all that they can do about it. */
export const PreferencesPage = (shown: Shown) => {
  const { page, token, saved } = shown
  const { newsletter, reader } = page
  const language = languageOf(page)
  const { preferences, link } = messagesIn(language)
  const hasLeft = reader.status === 'unsubscribed'
  return (
    <Layout title={preferences.title(newsletter.name)} language={language} brand={newsletter.name}>
      <p class="quiet">{preferences.forAddress(maskAddress(reader.address))}</p>
      {saved && (
        <p role="status" class="notice good">
          {reader.categories.length === 0 ? preferences.savedNothing : preferences.saved}
        </p>
      )}
      {hasLeft && (
        <p role="status" class="notice">
          {preferences.left} <a href={signUpPath(newsletter.slug)}>{link.afresh}</a>
        </p>
      )}
      <form method="post" action={adjustPath(token)}>
        <Group legend={preferences.topics} help={preferences.topicsHelp}>
          <Topics newsletter={newsletter} chosen={reader.categories} />
        </Group>
        <OneOf
          name="frequency"
          legend={preferences.frequency}
          chosen={reader.frequency}
          labels={{ '': preferences.weekly, monthly: preferences.monthly }}
        />
        <OneOf
          name="notes"
          legend={preferences.notes}
          chosen={reader.notes}
          labels={{ '': preferences.show, titles: preferences.titles, 'leave-out': preferences.leaveOut }}
        />
        <OneOf
          name="layout"
          legend={preferences.layout}
          chosen={reader.layout === 'plain' ? 'plain' : undefined}
          labels={{ '': preferences.full, plain: preferences.plain }}
          isOpen={newsletter.layout !== 'plain'}
        />
        <OneOf
          name="subject"
          legend={preferences.subject}
          chosen={reader.subject}
          labels={{ '': preferences.subjectStory, date: preferences.subjectDate }}
          isOpen={!newsletter.datedSubjects}
        />
        <PauseSelect {...shown} />
        <ZoneSelect label={preferences.zone} chosen={reader.zone ?? newsletter.zone} />
        <p class="quiet">{preferences.zoneHelp}</p>
        <LanguageSelect label={preferences.language} chosen={language} />
        <LanguageHelp page={page} />
        <button type="submit">{preferences.save}</button>
      </form>
      <OwnData {...shown} />
      <footer>
        <p class="quiet">{recordedWords(newsletter, language)}</p>
        {page.other !== undefined && (
          <p>
            <a href={leavePath(page.other)}>{preferences.leave}</a>
          </p>
        )}
      </footer>
    </Layout>
  )
}

export const LinkSent = ({ page }: { page: ReaderPage }) => {
  const language = languageOf(page)
  const { preferences } = messagesIn(language)
  return (
    <Layout title={preferences.linkSentTitle} language={language} brand={page.newsletter.name}>
      <p>{preferences.linkSent(maskAddress(page.reader.address))}</p>
    </Layout>
  )
}
