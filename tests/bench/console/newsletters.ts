import type { Instant } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { SENDER_DOMAIN } from '#infra/local/sender-domain.ts'
import { slotAt } from '#infra/local/slot-at.ts'
import { aCategory, aNewsletter } from '#tests/support/builders.ts'

const CATEGORIES = ['Climate', 'Culture', 'Cities', 'Health', 'Law', 'Science', 'Trade', 'Work']

/** A newsletter of eight categories whose slot is now: the next tick drafts its digest. */
export const benchNewsletter = (slug: string, now: Instant): Newsletter =>
  aNewsletter({
    slug,
    name: `The ${slug}`,
    sender: { name: `The ${slug}`, address: `digest@${SENDER_DOMAIN}` },
    replyTo: `editors@${SENDER_DOMAIN}`,
    categories: CATEGORIES.map((name) =>
      aCategory({ id: name.toLowerCase(), name, rules: [{ category: name }], dripPerWeek: 1 }),
    ),
    ...slotAt(now, 'UTC'),
  })
