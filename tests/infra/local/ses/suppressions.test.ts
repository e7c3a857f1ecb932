import {
  DeleteSuppressedDestinationCommand,
  GetSuppressedDestinationCommand,
  ListSuppressedDestinationsCommand,
  type ListSuppressedDestinationsCommandInput,
  PutSuppressedDestinationCommand,
  type SESv2Client,
  type SuppressionListReason,
} from '@aws-sdk/client-sesv2'
import { describe, expect, test } from 'vitest'
import { bareSes, bulk, entry, readySes, refusal, temporaryFolder } from './harness.ts'
import { documented } from './sources/documented.ts'

const put = (client: SESv2Client, EmailAddress: string, Reason: SuppressionListReason) =>
  client.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason }))
const get = (client: SESv2Client, EmailAddress: string) =>
  client.send(new GetSuppressedDestinationCommand({ EmailAddress }))
const remove = (client: SESv2Client, EmailAddress: string) =>
  client.send(new DeleteSuppressedDestinationCommand({ EmailAddress }))
const list = (client: SESv2Client, input: ListSuppressedDestinationsCommandInput = {}) =>
  client.send(new ListSuppressedDestinationsCommand(input))
const listed = async (client: SESv2Client, input?: ListSuppressedDestinationsCommandInput) =>
  (await list(client, input)).SuppressedDestinationSummaries?.map(
    (one) => `${one.EmailAddress} ${one.Reason}`,
  )

describe('the suppression list', () => {
  test(
    documented(
      ['suppression-put', 'suppression-get', 'suppression-delete', 'suppression-case'],
      'is managed by exact spelling',
    ),
    async () => {
      const { client } = await bareSes()
      await put(client, 'Gone+a@example.com', 'BOUNCE')
      expect((await get(client, 'Gone+a@example.com')).SuppressedDestination).toEqual({
        EmailAddress: 'Gone+a@example.com',
        Reason: 'BOUNCE',
        LastUpdateTime: expect.any(Date),
      })
      for (const call of [get(client, 'gone+a@example.com'), remove(client, 'gone+a@example.com')])
        expect(await refusal(call)).toMatchObject({ name: 'NotFoundException', status: 404 })
      await remove(client, 'Gone+a@example.com')
      for (const call of [get(client, 'Gone+a@example.com'), remove(client, 'Gone+a@example.com')])
        expect(await refusal(call)).toMatchObject({ name: 'NotFoundException', status: 404 })
    },
  )

  test(documented('suppression-filters', 'is listed by reason and date'), async () => {
    const { client } = await bareSes()
    await put(client, 'gone@example.com', 'BOUNCE')
    await put(client, 'angry@example.com', 'COMPLAINT')
    const soon = new Date(Date.now() + 60_000)
    const lately = new Date(Date.now() - 60_000)
    expect(await listed(client)).toEqual(['gone@example.com BOUNCE', 'angry@example.com COMPLAINT'])
    expect(await listed(client, { Reasons: ['COMPLAINT'] })).toEqual(['angry@example.com COMPLAINT'])
    expect(await listed(client, { StartDate: lately, EndDate: soon })).toHaveLength(2)
    expect(await listed(client, { StartDate: soon })).toEqual([])
    expect(await listed(client, { EndDate: lately })).toEqual([])
  })

  test(documented(['suppression-pages', 'bad-request'], 'is listed in pages'), async () => {
    const { client } = await bareSes()
    for (const name of ['a', 'b', 'c']) await put(client, `${name}@example.com`, 'BOUNCE')
    const first = await list(client, { PageSize: 2 })
    expect(first.SuppressedDestinationSummaries).toHaveLength(2)
    const second = await list(client, { PageSize: 2, NextToken: first.NextToken })
    expect(second.SuppressedDestinationSummaries).toMatchObject([{ EmailAddress: 'c@example.com' }])
    expect(second.NextToken).toBeUndefined()
    expect(await refusal(list(client, { NextToken: 'x' }))).toMatchObject({
      name: 'InvalidNextTokenException',
      status: 400,
    })
    expect(await refusal(list(client, { PageSize: 1001 }))).toMatchObject({ name: 'BadRequestException' })
  })

  test(documented('suppression-sandbox', 'takes no address from an account in the sandbox'), async () => {
    const { client } = await bareSes({ account: { productionAccess: false } })
    expect(await refusal(put(client, 'gone@example.com', 'BOUNCE'))).toMatchObject({
      name: 'BadRequestException',
    })
  })

  test(
    documented(
      ['suppressed-accepted', 'suppression-case', 'suppression-subtype', 'listed-reason', 'send-event'],
      'lets a send be accepted, then keeps it, ignoring case',
    ),
    async () => {
      const { client, simulator, events } = await readySes()
      await put(client, 'Gone@Example.com', 'BOUNCE')
      await put(client, 'angry@example.com', 'COMPLAINT')
      await client.send(bulk([entry('gone@example.COM'), entry('Angry@example.com')]))
      await simulator.idle()
      expect(events.map((event) => event.eventType).sort()).toEqual(['Bounce', 'Complaint', 'Send', 'Send'])
      expect(events.find((event) => event.eventType === 'Bounce')).toMatchObject({
        bounce: {
          bounceType: 'Permanent',
          bounceSubType: 'OnAccountSuppressionList',
          bouncedRecipients: [{ emailAddress: 'gone@example.COM' }],
        },
      })
      expect(events.find((event) => event.eventType === 'Complaint')).toMatchObject({
        complaint: {
          complaintSubType: 'OnAccountSuppressionList',
          complainedRecipients: [{ emailAddress: 'Angry@example.com' }],
        },
      })
    },
  )

  test(documented('list-at-acceptance', 'counts as it stood when the mail was accepted'), async () => {
    const dataDir = temporaryFolder()
    const first = await readySes({ dataDir })
    await put(first.client, 'gone@example.com', 'BOUNCE')
    first.simulator.setFaults([{ match: { every: 1 }, fault: { kind: 'delay-event', ms: 3_600_000 } }])
    await first.client.send(bulk([entry('gone@example.com')]))
    await remove(first.client, 'gone@example.com')
    await first.simulator.stop()
    const { simulator, events } = await bareSes({ dataDir })
    await simulator.idle()
    expect(events.map((event) => event.eventType)).toEqual(['Send', 'Bounce'])
  })

  test(
    documented(
      ['suppression-fills', 'simulator-unlisted'],
      'takes hard bounces and complaints, but not those of the mailbox simulator',
    ),
    async () => {
      const { client, simulator } = await readySes()
      const outcomes = { gone: 'hard bounce', full: 'soft bounce', angry: 'complaint' } as const
      simulator.setFaults(
        Object.entries(outcomes).map(([name, outcome]) => ({
          match: { recipient: `${name}@example.com` },
          fault: { kind: 'outcome', outcome },
        })),
      )
      const boxes = ['bounce', 'complaint', 'suppressionlist'].map(
        (name) => `${name}@simulator.amazonses.com`,
      )
      const readers = Object.keys(outcomes).map((name) => `${name}@example.com`)
      await client.send(bulk([...boxes, ...readers].map((to) => entry(to))))
      await simulator.idle()
      expect((await listed(client))?.sort()).toEqual([
        'angry@example.com COMPLAINT',
        'gone@example.com BOUNCE',
      ])
    },
  )
})
