import { expect, test } from 'vitest'
import { deskPath } from '#functions/core/desk-paths.ts'
import { inBrowser } from '#tests/support/browser.ts'
import { signInAt } from '#tests/support/desk-browser.ts'
import { keepLogged } from '#tests/support/keep-logged.ts'

await inBrowser(
  (cloud, open) => {
    test('an editor who goes to what admins alone see is refused, and that is logged without a name', async () => {
      const { newsletter, readers } = await cloud.weekly(1)
      const sent = await cloud.settle(newsletter)
      const path = `${deskPath(sent)}/readers`
      const page = await open()
      await signInAt(page, cloud, 'Ben Okoro', deskPath(sent))
      expect(await page.getByRole('link', { name: 'Readers', exact: true }).count()).toBe(0)

      const logged = keepLogged()
      for (const below of ['', '/names']) {
        const answer = await page.goto(`${cloud.publicOrigin}${path}${below}`)
        expect(answer?.status()).toBe(403)
        await page.getByRole('heading', { name: 'Not yours to see', level: 1 }).waitFor()
        expect(await page.content()).not.toContain(readers[0]?.address)
      }
      const refusals = logged
        .map((line) => JSON.parse(line))
        .filter(({ msg }) => msg === 'access to the desk refused')
      expect(refusals.map(({ route, newsletter: of }) => [route, of])).toEqual([
        ['GET /desk/digests/:digest/readers', newsletter.slug],
        ['GET /desk/digests/:digest/readers/names', newsletter.slug],
      ])
      for (const { person } of refusals) expect(person).toMatch(/^[^@ ]+$/)
    })
  },
  { logLevel: 'warn' },
)
