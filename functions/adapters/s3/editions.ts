import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { Edition } from '#functions/core/edition.ts'
import type { Editions } from '#functions/use-cases/ports.ts'

const keyOf = (digest: string, hash: string): string => `editions/${digest}/${hash}.json`

/** Editions as JSON objects under their hash; an object is never written over with another content. */
export const s3Editions = (client: S3Client, bucket: string): Editions => ({
  async save(edition) {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: keyOf(edition.digest, edition.hash),
        Body: JSON.stringify(edition),
        ContentType: 'application/json',
      }),
    )
  },

  async get(digest, hash) {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(digest, hash) }))
      return Edition.parse(JSON.parse((await Body?.transformToString()) ?? ''))
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined
      throw error
    }
  },
})
