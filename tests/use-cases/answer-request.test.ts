import { describe, expect, test } from 'vitest'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { wireAnswerRequest } from '#functions/wiring/answer-request.ts'
import type { Fault } from '#infra/local/ses/faults/fault-rule.ts'
import { deliver } from '#tests/support/deliver.ts'
import { lettersTo } from '#tests/support/letters.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { erasureRequest, signUpRequest } from '#tests/support/requests.ts'
import { visit } from '#tests/support/visitor.ts'

const cloud = await startTestCloud()
const { desk } = cloud
const [HOUR, DAY] = [3600, 86_400]

const aSignUp = ({ slug }: Newsletter) => signUpRequest(slug, cloud.now())

const kindsTo = (address: string): string[] => lettersTo(cloud, address).map(({ kind }) => kind)
const answer = (...requests: object[]): Promise<number> => deliver(wireAnswerRequest(), ...requests)
/** Lets so many hours pass, in which the queue's worker works each quarter of one. */
const wait = async (hours: number): Promise<void> => {
  for (let quarters = 0; quarters < hours * 4; quarters += 1) {
    cloud.pass(HOUR / 4)
    await cloud.workers.drain()
  }
}

describe('a letter that SES does not let leave now', () => {
  const refusals: [string, Fault][] = [
    ['sending is paused', { kind: 'refuse', exception: 'SendingPausedException' }],
    ['the account is shut down', { kind: 'refuse', exception: 'AccountSuspendedException' }],
    ['the MAIL FROM domain is wrong', { kind: 'refuse', exception: 'MailFromDomainNotVerifiedException' }],
    ['the role may not send', { kind: 'refuse', exception: 'AccessDeniedException', status: 403 }],
    ['SES says what nobody knows', { kind: 'refuse', exception: 'SomethingNewException' }],
    [
      'the quota of the day is used up',
      {
        kind: 'refuse',
        exception: 'LimitExceededException',
        message: 'Daily message quota exceeded.',
      },
    ],
  ]

  test.each(refusals)('since %s, leaves hours later, once', async (_, fault) => {
    const request = aSignUp(await cloud.newsletter())
    cloud.inbox.setFaults([{ match: { every: 1 }, fault }])
    expect(await answer(request)).toBe(0)
    await wait(3)
    expect(kindsTo(request.address)).toEqual([])
    cloud.inbox.setFaults([])
    await wait(1)
    expect(kindsTo(request.address)).toEqual(['confirm'])
    const [letter] = lettersTo(cloud, request.address)
    expect((await (await visit(letter?.link ?? '')).press()).status).toBe(200)
    expect(await answer(request)).toBe(0)
    expect(kindsTo(request.address)).toEqual(['confirm'])
  })

  test('for nearly a day, comes back to the queue, to be set aside there', async () => {
    const request = aSignUp(await cloud.newsletter())
    cloud.inbox.setFaults([
      { match: { every: 1 }, fault: { kind: 'refuse', exception: 'SendingPausedException' } },
    ])
    cloud.pass(22 * HOUR)
    expect(await answer(request)).toBe(0)
    cloud.pass(HOUR)
    expect(await answer(request)).toBe(1)
    cloud.inbox.setFaults([])
    await cloud.workers.drain()
  })

  test('but was throttled, comes back to the queue at once', async () => {
    const request = aSignUp(await cloud.newsletter())
    cloud.inbox.setFaults([{ match: { next: 1 }, fault: { kind: 'throttle' } }])
    expect(await answer(request)).toBe(1)
    expect(await answer(request)).toBe(0)
    expect(kindsTo(request.address)).toEqual(['confirm'])
  })

  test('and never will, is given up', async () => {
    const request = aSignUp(await cloud.newsletter())
    cloud.inbox.setFaults([{ match: { next: 1 }, fault: { kind: 'refuse', exception: 'MessageRejected' } }])
    expect(await answer(request)).toBe(0)
    await wait(1)
    expect(kindsTo(request.address)).toEqual([])
  })
})

describe('a request that waited', () => {
  test('for two days is not answered any more, however often it comes', async () => {
    const newsletter = await cloud.newsletter()
    const reader = await cloud.reader(newsletter)
    const common = { newsletter: newsletter.slug, reader: reader.id, at: cloud.now() }
    const signUp = aSignUp(newsletter)
    const link = { ...common, kind: 'link', id: 'link', purpose: 'erase' }
    const arrive = { ...common, kind: 'arrive', id: 'arrive', address: 'arrives@mail.example' }
    cloud.pass(2 * DAY)
    expect(await answer(signUp, signUp, link, link, arrive, arrive)).toBe(0)
    for (const address of [signUp.address, reader.address, arrive.address])
      expect(kindsTo(address)).toEqual([])
    const { slug } = newsletter
    expect(await desk.subscribers.get(slug, await desk.idOfReader(signUp.address))).toBeUndefined()
  })

  test('erases even then', async () => {
    const newsletter = await cloud.newsletter()
    const reader = await cloud.reader(newsletter)
    const erase = erasureRequest(reader, cloud.now())
    cloud.pass(2 * DAY)
    expect(await answer(erase)).toBe(0)
    expect(await desk.subscribers.get(newsletter.slug, reader.id)).toBeUndefined()
  })

  test('for nearly a day mails a link that is good for all of its time, and one letter', async () => {
    const newsletter = await cloud.newsletter()
    const reader = await cloud.reader(newsletter)
    const at = cloud.now()
    cloud.pass(DAY - 60)
    const request = {
      kind: 'link',
      id: 'late',
      newsletter: newsletter.slug,
      reader: reader.id,
      purpose: 'move',
      at,
    }
    expect(await answer(request, request)).toBe(0)
    expect(kindsTo(reader.address)).toEqual(['move'])
    const [letter] = lettersTo(cloud, reader.address)
    cloud.pass(DAY - 60)
    expect((await visit(letter?.link ?? '')).status).toBe(200)
  })

  test('for nearly a day leaves three days to confirm', async () => {
    const request = aSignUp(await cloud.newsletter())
    cloud.pass(DAY - 60)
    expect(await answer(request)).toBe(0)
    const [letter] = lettersTo(cloud, request.address)
    cloud.pass(3 * DAY - 60)
    expect((await (await visit(letter?.link ?? '')).press()).status).toBe(200)
  })
})
