import * as z from 'zod'
import { checkAddress } from './check-address.ts'
import { type DigestRef, digestKey } from './digest-key.ts'
import type { VariantParts } from './edition.ts'
import type { Letter } from './letter.ts'
import { NO_AUTO_REPLIES } from './mail-headers.ts'
import { mailbox } from './mailbox.ts'
import type { Newsletter } from './newsletter.ts'

export const MOST_TEST_ADDRESSES = 5

/** The addresses that somebody typed for a test, parted by line ends, blanks, commas or semicolons; each once. */
export const TestAddresses = z
  .string()
  .transform((typed) => [...new Set(typed.split(/[\s,;]+/).filter((one) => one !== ''))])
  .pipe(
    z
      .array(
        z.string().transform((typed, context) => {
          const checked = checkAddress(typed)
          if (checked.ok) return checked.normalized
          context.addIssue({ code: 'custom', message: `“${typed}” is no address that mail can go to` })
          return z.NEVER
        }),
      )
      .min(1, 'name an address')
      .max(MOST_TEST_ADDRESSES, `at most ${MOST_TEST_ADDRESSES} addresses get a test`),
  )

/** A mail of a draft to somebody who looks at it. It says in its subject that it is a test, and counts for no digest. */
export const testMail = (
  to: string,
  newsletter: Newsletter,
  digest: DigestRef,
  { subject, html, text }: VariantParts,
): Letter => ({
  to,
  from: mailbox(newsletter.sender.name, newsletter.sender.address),
  replyTo: newsletter.replyTo,
  subject: `[Test] ${subject}`,
  ...(html !== undefined && { html }),
  text,
  headers: [...NO_AUTO_REPLIES],
  tags: { staff: 'test', newsletter: newsletter.slug, about: digestKey(digest) },
})
