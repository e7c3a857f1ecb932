import { expect, test } from 'vitest'
import { wireAnswerRequest } from '#functions/wiring/answer-request.ts'
import { deliver } from '#tests/support/deliver.ts'
import { lettersTo } from '#tests/support/letters.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { erasureRequest, signUpRequest } from '#tests/support/requests.ts'
import { visit } from '#tests/support/visitor.ts'

// What SQS may do to requests: hand them out late, or twice.

const cloud = await startTestCloud()
const { desk } = cloud
const ADMIN = { by: 'Ada', why: 'They asked by phone.' }

const aSignUp = (newsletter: string, address: string, id = 'a-request') =>
  signUpRequest(newsletter, cloud.now(), { id, address, words: 'What was asked' })

const answer = (request: object): Promise<number> => deliver(wireAnswerRequest(), request)

test('a sign-up that waited while its person was erased brings nothing back', async () => {
  const { slug } = await cloud.newsletter()
  const address = 'waited@mail.example'
  const id = await desk.idOfReader(address)
  const request = aSignUp(slug, address)
  cloud.pass(10)
  await desk.eraseReader(address, ADMIN)
  expect(await answer(request)).toBe(0)
  expect([await desk.subscribers.get(slug, id), await desk.histories.list(id)]).toEqual([undefined, []])
  expect(lettersTo(cloud, address)).toEqual([])
})

test('an erasure that is handed out twice leaves alone who came back in between', async () => {
  const newsletter = await cloud.newsletter()
  const reader = await cloud.reader(newsletter)
  const erase = erasureRequest(reader, cloud.now())
  await answer(erase)
  expect(await desk.subscribers.get(newsletter.slug, reader.id)).toBeUndefined()
  cloud.pass(60)
  await answer(aSignUp(newsletter.slug, reader.address))
  await answer(erase)
  expect(await desk.subscribers.get(newsletter.slug, reader.id)).toMatchObject({ status: 'pending' })
  await (await visit(lettersTo(cloud, reader.address)[0]?.link ?? '')).press()
  await answer(erase)
  expect(await desk.subscribers.get(newsletter.slug, reader.id)).toMatchObject({ status: 'active' })
})

test('an erasure asked for before a move erases the person where they are', async () => {
  const newsletter = await cloud.newsletter()
  const [reader, there] = [await cloud.reader(newsletter), await cloud.reader(newsletter)]
  await desk.subscribers.update(newsletter.slug, reader.id, { movedTo: there.id })
  await answer(erasureRequest(reader, cloud.now()))
  for (const { id } of [reader, there])
    expect(await desk.subscribers.get(newsletter.slug, id)).toBeUndefined()
})

test('an erasure forgets a move that waits for its confirmation', async () => {
  const newsletter = await cloud.newsletter()
  const reader = await cloud.reader(newsletter)
  const to = 'not-there-yet@mail.example'
  const move = { kind: 'arrive', id: 'm', newsletter: newsletter.slug, reader: reader.id, address: to }
  await answer({ ...move, at: cloud.now() })
  const id = await desk.idOfReader(to)
  expect(await desk.subscribers.get(newsletter.slug, id)).toMatchObject({ status: 'pending' })
  await desk.eraseReader(reader.id, ADMIN)
  expect(await desk.subscribers.get(newsletter.slug, id)).toBeUndefined()
  expect((await visit(lettersTo(cloud, to)[0]?.link ?? '')).status).toBe(404)
})

test('a second sign-up does not give an end to who confirmed the first', async () => {
  const newsletter = await cloud.newsletter()
  const address = 'quick@mail.example'
  await answer(aSignUp(newsletter.slug, address, 'first'))
  await (await visit(lettersTo(cloud, address)[0]?.link ?? '')).press()
  cloud.pass(60)
  await answer(aSignUp(newsletter.slug, address, 'second'))
  cloud.pass(4 * 24 * 3600)
  expect(await desk.subscribers.get(newsletter.slug, await desk.idOfReader(address))).toMatchObject({
    status: 'active',
  })
  expect(lettersTo(cloud, address).map(({ kind }) => kind)).toEqual(['confirm', 'known'])
})

test('without confirmations, a sign-up that is tried again gets the letter of the first try', async () => {
  const newsletter = await cloud.newsletter({ confirms: false })
  const address = 'at-once@mail.example'
  const request = aSignUp(newsletter.slug, address)
  cloud.inbox.setFaults([{ match: { next: 1 }, fault: { kind: 'throttle' } }])
  expect(await answer(request)).toBe(1)
  expect(await answer(request)).toBe(0)
  expect(lettersTo(cloud, address).map(({ kind }) => kind)).toEqual(['welcome'])
  const [asked] = await desk.histories.list(await desk.idOfReader(address))
  expect(asked).toMatchObject({ what: 'asked', words: 'What was asked' })
})

test('what somebody asked for and never confirmed is forgotten with the rest', async () => {
  const newsletter = await cloud.newsletter()
  const address = 'never@mail.example'
  await answer(aSignUp(newsletter.slug, address))
  const id = await desk.idOfReader(address)
  expect(await desk.histories.list(id)).toHaveLength(1)
  cloud.pass(73 * 3600)
  expect(await desk.histories.list(id)).toEqual([])
})
