import { changeAsText } from '#functions/core/history.ts'
import { plusDays } from '#functions/core/instant.ts'
import { asChange, type FormFields, pauseIn, preferencesIn } from '#functions/core/preferences.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import type { Clock, Histories, SubscriberChange } from './ports.ts'
import { type ReaderPage, type ReaderPageDeps, readerPage } from './reader-page.ts'

interface Deps extends ReaderPageDeps {
  histories: Histories
  clock: Clock
}

/** The part of a change that differs from what the row says. */
const newIn = (change: SubscriberChange, row: Subscriber): SubscriberChange => {
  const differs = ([name, value]: [string, unknown]) =>
    value !== undefined && JSON.stringify(value) !== JSON.stringify(row[name as keyof Subscriber] ?? null)
  return Object.fromEntries(Object.entries(change).filter(differs))
}

/** Sets what a reader chose on the page of their mail's link; it is a sign of life, and of who was imported without proof the proof. */
export const choosePreferences =
  (deps: Deps) =>
  async (token: string, fields: FormFields): Promise<ReaderPage | undefined> => {
    const page = await readerPage(deps)(token, 'adjust')
    if (page === undefined) return undefined
    const { newsletter, id } = page.reader
    const now = deps.clock()
    const pausedUntil = pauseIn(fields, (weeks) => plusDays(now, 7 * weeks))
    const change = newIn({ ...asChange(preferencesIn(page.newsletter, fields)), pausedUntil }, page.reader)
    const { consentAt = now } = page.reader
    const reader = await deps.subscribers.update(newsletter, id, {
      ...change,
      consentAt,
      seenAt: now,
      askedAt: null,
    })
    if (reader !== undefined && Object.keys(change).length > 0)
      await deps.histories.note(id, {
        newsletter,
        at: now,
        what: 'changed',
        how: 'mail',
        change: changeAsText(change),
      })
    return reader && { ...page, reader }
  }
