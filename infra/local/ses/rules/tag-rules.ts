import type { AcceptedCall, AcceptedMail, NameValue } from '../store/accepted-call.ts'

/** Of SES's own names a sender may set two, which it writes into Feedback-ID. */
const FEEDBACK_ID = /^ses:feedback-id-[ab]$/

/** MessageTag: names and values hold only ASCII letters, digits, `_` and `-`, and at most 256 characters. */
export const tagProblem = (tags: NameValue[]): string | undefined => {
  for (const { name, value } of tags) {
    if (!/^[A-Za-z0-9_-]{1,256}$/u.test(name) && !FEEDBACK_ID.test(name))
      return `Invalid tag name <${name}>, only 1 to 256 alphanumeric ASCII characters, '_' and '-' are allowed.`
    if (!/^[A-Za-z0-9_-]{1,256}$/u.test(value))
      return `Invalid tag value <${value}>, only 1 to 256 alphanumeric ASCII characters, '_' and '-' are allowed.`
  }
  const names = tags.map((tag) => tag.name)
  return new Set(names).size < names.length ? 'Duplicate tag name.' : undefined
}

/** Default tags, with those of an entry in place of the same names. */
export const mergeTags = (defaults: NameValue[] = [], replacements: NameValue[] = []): NameValue[] => [
  ...new Map([...defaults, ...replacements].map((tag) => [tag.name, tag])).values(),
]

/** The tags that a mail goes with, by name. */
export const tagsOf = (
  call: Pick<AcceptedCall, 'tags'>,
  mail: Pick<AcceptedMail, 'tags'>,
): Record<string, string> =>
  Object.fromEntries(mergeTags(call.tags, mail.tags).map(({ name, value }) => [name, value]))
