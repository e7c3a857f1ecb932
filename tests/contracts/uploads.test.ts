import { S3Client } from '@aws-sdk/client-s3'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { s3Uploads } from '#functions/adapters/s3/uploads.ts'
import type { UploadForm, Uploads } from '#functions/use-cases/staff-ports.ts'
import { LOCAL } from '#tests/support/emulator-client.ts'
import { withQueueEmulator } from '#tests/support/queue-emulator.ts'

const THEN = 'https://digest.example/desk/sample/import?upload=u1'
const MOST = 5_000_000

const Policy = z.object({ expiration: z.string(), conditions: z.array(z.unknown()) })
const policyOf = ({ fields }: UploadForm) =>
  Policy.parse(JSON.parse(Buffer.from(fields.Policy ?? '', 'base64').toString()))

/** What a browser sends when somebody chose a file and pressed the button. */
const submit = ({ url, fields }: UploadForm, bytes: Uint8Array<ArrayBuffer>): Promise<Response> => {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  body.append('file', new Blob([bytes], { type: 'text/html' }), 'archive page.html')
  return fetch(url, { method: 'POST', body, redirect: 'manual' })
}

describe('Uploads on S3', () => {
  let uploads: Uploads
  withQueueEmulator((emulator, endpoint) => {
    emulator.createBucket('uploads')
    uploads = s3Uploads(new S3Client({ ...LOCAL, endpoint }), 'uploads')
  })

  test('a file that a browser posts with the form reads to the byte, and the answer leads on', async () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index % 256)
    const answer = await submit(await uploads.form('u1', MOST, THEN), bytes)
    expect(answer.status).toBe(303)
    const { origin, pathname, searchParams } = new URL(answer.headers.get('location') ?? '')
    expect(origin + pathname).toBe('https://digest.example/desk/sample/import')
    expect(searchParams.get('upload')).toBe('u1')
    expect(await uploads.get('u1')).toEqual(bytes)
  })

  test('the form is signed for its one key, a length and an answer, for a quarter of an hour', async () => {
    const { expiration, conditions } = policyOf(await uploads.form('u2', MOST, THEN))
    expect(conditions).toEqual(
      expect.arrayContaining([
        { key: 'uploads/u2' },
        { bucket: 'uploads' },
        ['content-length-range', 1, MOST],
        { success_action_redirect: THEN },
      ]),
    )
    const seconds = (Date.parse(expiration) - Date.now()) / 1000
    expect(seconds).toBeGreaterThan(14 * 60)
    expect(seconds).toBeLessThanOrEqual(15 * 60)
  })

  test('a file that never came is undefined', async () => {
    expect(await uploads.get('nothing')).toBeUndefined()
  })
})
