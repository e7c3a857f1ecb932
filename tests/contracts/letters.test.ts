import {
  GetSuppressedDestinationCommand,
  NotFoundException,
  PutSuppressedDestinationCommand,
} from '@aws-sdk/client-sesv2'
import { describe, expect, test } from 'vitest'
import { sesAccountList } from '#functions/adapters/ses/account-list.ts'
import { sesLetterMailer } from '#functions/adapters/ses/letter-mailer.ts'
import type { Letter } from '#functions/core/letter.ts'
import type { SesSimulator } from '#infra/local/ses/simulator.ts'
import { CONFIGURATION_SET, clientTo, withSes } from '#tests/support/ses.ts'

const aLetter = (over: Partial<Letter> = {}): Letter => ({
  to: 'reader@mail.example',
  from: '"The Sample" <confirm@sample.example>',
  replyTo: 'editors@sample.example',
  subject: 'أكّد {{اشتراكك}}',
  html: '<p>{{it}} stands as it is \\</p>',
  text: 'As it is: {{it}} \\',
  headers: [{ name: 'Auto-Submitted', value: 'auto-generated' }],
  tags: { letter: 'confirm', newsletter: 'sample' },
  ...over,
})

describe('Letters on SES', () => {
  let ses: SesSimulator
  withSes((simulator) => {
    ses = simulator
  })
  const mailer = () => sesLetterMailer(clientTo(ses.url), CONFIGURATION_SET)

  test('are mailed as they stand, with headers and tags', async () => {
    const letter = aLetter()
    expect(await mailer().send(letter)).toEqual({ kind: 'answered', entries: [{ status: 'SUCCESS' }] })
    const sent = ses.accepted().at(-1)
    expect(sent).toMatchObject({ to: [letter.to], tags: letter.tags, configurationSet: CONFIGURATION_SET })
    const { subject, html, text, from, headers } = ses.message(sent?.messageId ?? '')
    expect({ subject, html, text, from }).toEqual({
      subject: letter.subject,
      html: letter.html,
      text: letter.text,
      from: letter.from,
    })
    expect(headers).toEqual(expect.arrayContaining([letter.headers[0]]))
  })

  test('without HTML are text alone', async () => {
    const { html: _, ...letter } = aLetter()
    expect(await mailer().send(letter)).toMatchObject({ kind: 'answered' })
    const { html, text } = ses.message(ses.accepted().at(-1)?.messageId ?? '')
    expect({ html, text }).toEqual({ html: '', text: letter.text })
  })

  test('are sent once: an answer that never came is unknown, and SES’s no is a refusal', async () => {
    const before = ses.accepted().length
    ses.setFaults([{ match: { next: 1 }, fault: { kind: 'refuse', exception: 'MessageRejected' } }])
    expect(await mailer().send(aLetter())).toMatchObject({ kind: 'refused', error: 'MessageRejected' })
    expect(await mailer().send(aLetter({ to: 'not an address' }))).toMatchObject({ kind: 'refused' })
    expect(
      await sesLetterMailer(clientTo('http://127.0.0.1:9'), CONFIGURATION_SET).send(aLetter()),
    ).toMatchObject({
      kind: 'not-sent',
    })
    expect(ses.accepted()).toHaveLength(before)
  })

  test('reach nobody whom the account’s list holds back, until they are taken off it', async () => {
    const client = clientTo(ses.url)
    const list = sesAccountList(client)
    const EmailAddress = 'complained@mail.example'
    await client.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason: 'COMPLAINT' }))
    const listed = () => client.send(new GetSuppressedDestinationCommand({ EmailAddress }))
    expect((await listed()).SuppressedDestination?.Reason).toBe('COMPLAINT')
    await list.remove(EmailAddress)
    await expect(listed()).rejects.toThrow(NotFoundException)
    await list.remove(EmailAddress)
  })
})
