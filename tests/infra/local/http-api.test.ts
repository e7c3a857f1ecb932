import { expect, test } from 'vitest'
import { startHttpApi } from '#infra/local/http-api.ts'

test('stops only when its handler has nothing under way, even for who has left', async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const { promise: called, resolve: call } = Promise.withResolvers<void>()
  const done: string[] = []
  const web = await startHttpApi(0, async ({ rawPath }) => {
    call()
    await released
    done.push(`handled ${rawPath}`)
    return { statusCode: 200 }
  })
  const leaving = new AbortController()
  const asked = fetch(`http://127.0.0.1:${web.port}/desk`, { signal: leaving.signal }).catch(() => {})
  await called
  leaving.abort()
  await asked

  const stopped = web.stop().then(() => done.push('stopped'))
  await new Promise((resolve) => setTimeout(resolve, 50))
  release()
  await stopped
  expect(done).toEqual(['handled /desk', 'stopped'])
})
