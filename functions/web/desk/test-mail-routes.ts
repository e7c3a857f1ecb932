import * as z from 'zod'
import { deskPath } from '#functions/core/desk-paths.ts'
import { numberOf } from '#functions/core/number-of.ts'
import { TestAddresses } from '#functions/core/test-mail.ts'
import type { sendTest } from '#functions/use-cases/send-test.ts'
import { leadTo } from './answers.ts'
import type { DeskRoute } from './desk-route.ts'
import { fieldsOf, Several } from './form-fields.ts'
import { PreviewQuery, variantWishes, wishesIn } from './preview-wanted.ts'

export interface TestMailDeps {
  sendTest: ReturnType<typeof sendTest>
}

const TestForm = z.object({
  revision: z.coerce.number<string>().int().min(1),
  addresses: TestAddresses,
  ...PreviewQuery.pick({ language: true, layout: true, notes: true, subject: true }).shape,
  categories: Several,
})

/** The test mail, to typed addresses alone. */
export const testMailRoutes = (deps: TestMailDeps): DeskRoute[] => [
  {
    method: 'POST',
    path: '/desk/digests/:digest/test',
    right: 'edit',
    handle: async (c) => {
      const { ref, person, newsletter } = c.var
      const { addresses, revision, ...asked } = await fieldsOf(c, TestForm)
      const wanted = PreviewQuery.parse(asked)
      const as = { variant: variantWishes(wanted), wishes: wishesIn(wanted, newsletter) }
      const { accepted, refused } = await deps.sendTest(ref, revision, as, addresses, person.name)
      const text =
        refused.length === 0
          ? `A test is on its way to ${numberOf(accepted, 'address', 'addresses')}.`
          : `A test left for ${accepted} of ${addresses.length} addresses. The others: ${refused.join('; ')}.`
      return leadTo(c, `${deskPath(ref)}/preview`, { text })
    },
  },
]
