import { expect, test } from 'vitest'
import { messagesIn } from '#functions/core/messages/messages-in.ts'
import { adjustPath, leavePath, pagePath, signUpPath, stillPath } from '#functions/core/public-paths.ts'
import { button, inBrowser, showing } from '#tests/support/browser.ts'
import { aCategory } from '#tests/support/builders.ts'
import { lettersTo } from '#tests/support/letters.ts'
import { faultsOf, LOOKS } from '#tests/support/page-faults.ts'
import { tokenOf } from '#tests/support/token-of.ts'

/** Refused by the newsletters of this file. */
const REFUSED = 'throwaway.example'

/** One word, for which a narrow window has no room. */
const LONG = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen'

/** One look in each direction of writing; the long proof has both in both. */
const looksAt = (language: string) => {
  if (process.env.PROVE !== undefined) return LOOKS
  return language === 'en' ? LOOKS.slice(0, 1) : LOOKS.slice(1)
}

await inBrowser((cloud, open) => {
  test.each(['en', 'ar'])(
    'in each state of every page in %s axe finds nothing, and nothing overflows',
    async (language) => {
      const { signUp, link, leave, preferences, still, dead, notThere } = messagesIn(language)
      const newsletter = await cloud.newsletter({
        language,
        name: LONG,
        tracking: { why: LONG },
        refusedDomains: [REFUSED],
        categories: [aCategory(), aCategory({ id: 'long', name: LONG, rules: [{ rest: true }] })],
      })
      const page = await open({ locale: language })
      const [email, moved] = [
        `first-${language}@a-domain-for-which-a-narrow-window-has-no-room.example`,
        `second-${language}@a-domain-for-which-a-narrow-window-has-no-room.example`,
      ]
      const at = (path: string) => page.goto(`${cloud.publicOrigin}${path}`)
      const press = (name: string) => button(page, name).click()
      const see = async (state: string, title: string): Promise<void> => {
        await showing(page, title)
        expect.soft(await faultsOf(page, looksAt(language)), state).toEqual([])
      }
      const letters = async (address: string) => {
        await cloud.workers.drain()
        return (kind: string) => lettersTo(cloud, address).find((one) => one.kind === kind)?.link ?? ''
      }

      await at(`${signUpPath(newsletter.slug)}/form`)
      await see('sign-up in a frame', signUp.title(newsletter.name))
      await at(signUpPath(newsletter.slug))
      await see('sign-up', signUp.title(newsletter.name))
      await page.getByLabel(signUp.address).fill(`somebody@${REFUSED}`)
      await press(signUp.submit)
      await page.getByRole('alert').waitFor()
      await see('sign-up with a problem', signUp.title(newsletter.name))
      await page.getByLabel(signUp.address).fill(email)
      cloud.pass(10)
      await press(signUp.submit)
      await see('sign-up sent', signUp.sentTitle)

      const confirm = (await letters(email))('confirm')
      await page.goto(confirm)
      await see('confirm', link.confirmTitle(newsletter.name))
      await press(link.confirmButton)
      await see('confirmed', link.confirmedTitle)
      await page.goto(confirm)
      await see('link used', link.deadTitle)

      const reader = await cloud.desk.subscribers.get(newsletter.slug, await cloud.desk.idOfReader(email))
      if (reader === undefined) throw new Error('Nobody signed up')
      const choices = adjustPath(await tokenOf(cloud, reader, 'adjust'))
      const leaving = leavePath(await tokenOf(cloud, reader, 'leave'))
      await at(choices)
      await see('choices', preferences.title(newsletter.name))
      await page.getByLabel(preferences.pause).selectOption('4')
      await press(preferences.save)
      await page.getByRole('status').waitFor()
      await see('choices saved, paused', preferences.title(newsletter.name))
      for (const purpose of ['download', 'move'] as const) {
        await at(choices)
        await press(preferences[purpose])
        await showing(page, preferences.linkSentTitle)
      }
      await see('link sent', preferences.linkSentTitle)

      const own = await letters(email)
      await page.goto(own('download'))
      await see('download', link.downloadTitle)
      await page.goto(own('move'))
      await see('move', link.moveTitle)
      await page.getByLabel(link.moveField).fill(`somebody@${REFUSED}`)
      await press(link.moveButton)
      await page.getByRole('alert').waitFor()
      await see('move with a problem', link.moveTitle)
      await page.getByLabel(link.moveField).fill(moved)
      await press(link.moveButton)
      await see('move sent', link.moveSentTitle)
      await page.goto((await letters(moved))('arrive'))
      await see('arrive', link.arriveTitle)
      await press(link.arriveButton)
      await see('arrived', link.arrivedTitle)

      await at(stillPath(await tokenOf(cloud, reader, 'adjust')))
      await see('still', still.title(newsletter.name))
      await press(still.button)
      await see('thanks', still.thanksTitle)

      await at(leaving)
      await see('leave', leave.title(newsletter.name))
      await press(leave.button)
      await see('left', leave.leftTitle)
      await press(leave.undo)
      await see('undone', leave.undoneTitle)
      await at(leaving)
      await press(leave.button)
      await showing(page, leave.leftTitle)
      cloud.pass(3601)
      await press(leave.undo)
      await page.getByText(leave.tooLate).waitFor()
      await see('too late to undo', leave.leftTitle)
      await at(leaving)
      await see('left before', leave.leftTitle)
      await at(choices)
      await see('choices of who left', preferences.title(newsletter.name))

      await press(preferences.erase)
      await showing(page, preferences.linkSentTitle)
      await page.goto((await letters(moved))('erase'))
      await see('erase', link.eraseTitle)
      await press(link.eraseButton)
      await see('being erased', link.erasedTitle)

      await at('/leave/nonsense')
      await see('dead link', dead.title)
      await at('/nowhere')
      await see('not there', notThere.title)

      await cloud.reader(newsletter)
      await cloud.post(newsletter)
      await at(pagePath(await cloud.settle(newsletter)))
      expect.soft(await faultsOf(page), 'web page of a digest').toEqual([])
    },
  )
})
