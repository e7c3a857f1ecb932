import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import type { Uploads } from '#functions/use-cases/staff-ports.ts'

const keyOf = (upload: string): string => `uploads/${upload}`

const FORM_SECONDS = 15 * 60

/** Files that browsers post to the bucket themselves, with a form that was signed for one key, length and answer. */
export const s3Uploads = (client: S3Client, bucket: string): Uploads => ({
  form: (upload, mostBytes, then) =>
    createPresignedPost(client, {
      Bucket: bucket,
      Key: keyOf(upload),
      // What stands in a field is a condition by that.
      Fields: { success_action_redirect: then },
      Conditions: [['content-length-range', 1, mostBytes]],
      Expires: FORM_SECONDS,
    }),

  async get(upload) {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(upload) }))
      return await Body?.transformToByteArray()
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined
      throw error
    }
  },
})
