import { type AddressProblem, checkAddress } from '#functions/core/check-address.ts'
import { consentWords } from '#functions/core/consent-words.ts'
import type { Trace } from '#functions/core/history.ts'
import { msOf } from '#functions/core/instant.ts'
import { nearestLanguage } from '#functions/core/messages/languages.ts'
import { networkOf } from '#functions/core/network-of.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { type FormFields, oneOf, preferencesIn } from '#functions/core/preferences.ts'
import { anonymous, readTicket, signTicket } from '#functions/core/ticket.ts'
import type { SigningKeys } from '#functions/core/token.ts'
import type { Clock, Limits, Log, NewId, Newsletters, Queue } from './ports.ts'
import type { ReaderRequest } from './request.ts'

export interface SignUpDeps {
  newsletters: Newsletters
  limits: Limits
  requests: Queue<ReaderRequest>
  signingKeys: () => Promise<SigningKeys>
  newId: NewId
  clock: Clock
  warn: Log
}

/** The form of a sign-up page, as it is to be shown. */
export interface SignUpForm {
  readonly newsletter: Newsletter
  /** Of the page: what the visitor asked for, as near as there is, else the newsletter's. */
  readonly language: string
  readonly fields: FormFields
  /** Goes into the form, and says later when it was made. */
  readonly ticket: string
  /** Why the form is shown again. `hint`: the domain may be mistyped. */
  readonly problem?: AddressProblem | 'again' | 'limited' | 'hint'
  readonly hint?: string
}
export type SignedUp = Pick<SignUpForm, 'newsletter' | 'language'> & { readonly sentTo: string }

/** The field that no person sees, and most programs fill in. */
export const TRAP = 'url'

const QUICKEST_MS = 2000
const SLOWEST_MS = 24 * 3_600_000
/** Many at-risk readers share an address of Tor or of a VPN, so this is generous. */
const MOST_FROM_A_NETWORK = 30
const HOUR = 3600

/** A ticket counts for the words that stood on its page: what was agreed to is what was read. */
const labelOf = (newsletter: Newsletter, language: string): string => {
  const { version, words } = consentWords(newsletter, language)
  return `sign-up|${newsletter.slug}|${version}|${words}`
}

const formOf = async (
  deps: SignUpDeps,
  newsletter: Newsletter,
  asked: string | undefined,
  fields: FormFields,
): Promise<SignUpForm> => {
  const language = nearestLanguage(asked ?? newsletter.language)
  const label = labelOf(newsletter, language)
  const ticket = signTicket(await deps.signingKeys(), label, String(msOf(deps.clock())))
  return { newsletter, language, fields, ticket }
}

/** The sign-up page of a newsletter, in a language if one is asked for. */
export const signUpForm =
  (deps: SignUpDeps) =>
  async (slug: string, asked?: string): Promise<SignUpForm | undefined> => {
    const newsletter = await deps.newsletters.get(slug)
    return newsletter && formOf(deps, newsletter, asked, {})
  }

/** Filled in more slowly than a program would, and lately. A form on another site has no ticket, and is shown once more. */
const isInTime = async (deps: SignUpDeps, form: SignUpForm): Promise<boolean> => {
  const label = labelOf(form.newsletter, form.language)
  const madeAt = readTicket(await deps.signingKeys(), label, oneOf(form.fields, 'ticket'))
  if (madeAt === undefined) return false
  const age = msOf(deps.clock()) - Number(madeAt)
  return age >= QUICKEST_MS && age <= SLOWEST_MS
}

/** Takes a sign-up. The answer is the same whether the address is new, a reader's, or suppressed; a worker does the rest. */
export const signUp =
  (deps: SignUpDeps) =>
  async (
    slug: string,
    fields: FormFields,
    asked: string | undefined,
    trace: Trace,
  ): Promise<SignedUp | SignUpForm | undefined> => {
    const newsletter = await deps.newsletters.get(slug)
    if (newsletter === undefined) return undefined
    const form = await formOf(deps, newsletter, asked, fields)
    const { language } = form
    const typed = oneOf(fields, 'email').trim()
    if (oneOf(fields, TRAP) !== '') {
      deps.warn('sign-up by a program', { newsletter: slug })
      return { newsletter, language, sentTo: typed }
    }
    const checked = checkAddress(typed, newsletter.refusedDomains)
    if (!checked.ok) return { ...form, problem: checked.reason, ...(checked.hint && { hint: checked.hint }) }
    // Asked once: who sends it again means it.
    if (checked.hint && oneOf(fields, 'meant') !== typed)
      return { ...form, problem: 'hint', hint: checked.hint }
    if (!(await isInTime(deps, form))) return { ...form, problem: 'again' }
    const now = deps.clock()
    const network = anonymous(await deps.signingKeys(), networkOf(trace.ip), now.slice(0, 10))
    if ((await deps.limits.count(`sign-up#${network}`, HOUR, now)) > MOST_FROM_A_NETWORK)
      return { ...form, problem: 'limited' }
    const preferences = preferencesIn(newsletter, fields)
    // Nobody signs up for nothing: a form without topics means all of them.
    const categories = preferences.categories.length === 0 ? 'all' : preferences.categories
    const request: ReaderRequest = {
      kind: 'sign-up',
      id: deps.newId(),
      newsletter: slug,
      at: now,
      address: checked.normalized,
      preferences: { ...preferences, categories, language: preferences.language ?? language },
      ...consentWords(newsletter, language),
      trace,
    }
    await deps.requests.send([{ message: request }])
    return { newsletter, language, sentTo: checked.normalized }
  }
