import { actOf } from '#functions/core/act.ts'
import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { previewFor } from '#functions/core/edition-view.ts'
import { NotFound } from '#functions/core/errors.ts'
import { numberOf } from '#functions/core/number-of.ts'
import type { Wishes } from '#functions/core/reader-values.ts'
import { consequenceOfLetter } from '#functions/core/ses-answers.ts'
import type { Subscriber } from '#functions/core/subscriber.ts'
import { testMail } from '#functions/core/test-mail.ts'
import { approvedVariant } from '#functions/core/variant.ts'
import { digestOf } from './digest-of.ts'
import type { Acts, Clock, Digests, LetterMailer, Newsletters } from './ports.ts'
import type { ShownEdition } from './shown-edition.ts'

interface Deps {
  newsletters: Newsletters
  digests: Pick<Digests, 'get'>
  acts: Acts
  letterMailer: LetterMailer
  edition: ShownEdition
  clock: Clock
}

export interface TestSent {
  /** How many left. */
  readonly accepted: number
  /** Why the others did not, in SES's words; each once. */
  readonly refused: readonly string[]
}

/** Mails a revision, as a reader with these wishes would get it, to addresses that were typed in. It knows no readers. */
export const sendTest =
  (deps: Deps) =>
  async (
    ref: DigestRef,
    revision: number,
    as: { readonly variant: Pick<Subscriber, 'layout' | 'language'>; readonly wishes: Wishes },
    addresses: readonly string[],
    by: string,
  ): Promise<TestSent> => {
    const newsletter = await deps.newsletters.get(ref.newsletter)
    if (newsletter === undefined) throw new NotFound(`There is no newsletter of ${digestKey(ref)}.`)
    const edition = await deps.edition(newsletter, await digestOf(deps.digests, ref), revision)
    const variant = approvedVariant(Object.keys(edition.variants), newsletter, as.variant)
    const mail = previewFor(edition, variant, as.wishes)
    const refused = new Set<string>()
    let accepted = 0
    for (const to of addresses) {
      const answer = await deps.letterMailer.send(testMail(to, newsletter, ref, mail))
      if (consequenceOfLetter(answer) === 'accepted') accepted += 1
      else refused.add(answer.kind === 'refused' ? answer.error : 'SES gave no answer')
    }
    const why = `Revision ${revision} to ${numberOf(accepted, 'address', 'addresses')}, as ${variant}.`
    await deps.acts.put(ref, actOf({ verb: 'test', by, why, at: deps.clock() }))
    return { accepted, refused: [...refused] }
  }
