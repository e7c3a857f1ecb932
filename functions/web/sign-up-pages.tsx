import { consentWords } from '#functions/core/consent-words.ts'
import { LANGUAGES, messagesIn } from '#functions/core/messages/messages-in.ts'
import { oneOf, preferencesIn } from '#functions/core/preferences.ts'
import { signUpPath } from '#functions/core/public-paths.ts'
import { type SignedUp as Answer, type SignUpForm, TRAP } from '#functions/use-cases/sign-up.ts'
import { LanguageSelect, Topics } from './choices.tsx'
import { AddressField, Group, Problem } from './fields.tsx'
import { Layout } from './layout.tsx'

const problemOf = ({ problem, hint, language }: SignUpForm): string | undefined => {
  const { signUp, addressReasons } = messagesIn(language)
  if (problem === undefined) return undefined
  const suggestion = hint === undefined ? '' : ` ${signUp.hint(hint)}`
  if (problem === 'again' || problem === 'limited') return signUp[problem]
  return problem === 'hint' ? suggestion.trim() : `${addressReasons[problem]}${suggestion}`
}

export const SignUp = ({ form, framed = false }: { form: SignUpForm; framed?: boolean }) => {
  const { newsletter, language, fields, ticket } = form
  const { signUp } = messagesIn(language)
  const problem = problemOf(form)
  const email = oneOf(fields, 'email')
  const chosen = fields.category === undefined ? 'all' : preferencesIn(newsletter, fields).categories
  return (
    <Layout title={signUp.title(newsletter.name)} language={language} brand={newsletter.name} framed={framed}>
      {!framed && <p class="lead">{signUp.lead}</p>}
      <Problem problem={problem} />
      <form
        method="post"
        action={`${signUpPath(newsletter.slug)}?lang=${language}`}
        target={framed ? '_blank' : undefined}
      >
        <AddressField label={signUp.address} typed={email} problem={problem} />
        <Group legend={signUp.topics}>
          <Topics newsletter={newsletter} chosen={chosen} />
        </Group>
        {!framed && <LanguageSelect label={signUp.language} chosen={oneOf(fields, 'language') || language} />}
        <p class="trap" aria-hidden="true">
          <label for={TRAP}>{signUp.trap}</label>
          <input type="text" id={TRAP} name={TRAP} tabindex={-1} autocomplete="off" />
        </p>
        <input type="hidden" name="zone" id="zone" value={oneOf(fields, 'zone')} />
        <input type="hidden" name="ticket" value={ticket} />
        {form.problem === 'hint' && <input type="hidden" name="meant" value={email} />}
        <p class="quiet">{consentWords(newsletter, language).words}</p>
        <button type="submit">{signUp.submit}</button>
      </form>
      {!framed && (
        <nav aria-label={signUp.otherLanguages} class="quiet">
          {Object.entries(LANGUAGES)
            .filter(([tag]) => tag !== language)
            .map(([tag, { languageName }]) => (
              <a href={`${signUpPath(newsletter.slug)}?lang=${tag}`} hreflang={tag} lang={tag}>
                {languageName}
              </a>
            ))}
        </nav>
      )}
      <script src="/zone.js" defer></script>
    </Layout>
  )
}

export const SignedUp = ({ answer }: { answer: Answer }) => {
  const { newsletter, language, sentTo } = answer
  const { signUp } = messagesIn(language)
  return (
    <Layout title={signUp.sentTitle} language={language} brand={newsletter.name}>
      <p>{signUp.sent(sentTo)}</p>
      <p class="quiet">{signUp.sentHelp}</p>
    </Layout>
  )
}
