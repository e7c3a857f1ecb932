import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { recentlyUsed } from '#infra/local/ses/store/recently-used.ts'
import { writeWhole } from '#infra/local/ses/store/write-whole.ts'

/** What goes into a header of the part as it stands. */
const headerText = z.string().regex(/^[ -~]*$/u)

export const attachmentSchema = z.object({
  RawContent: z.base64(),
  FileName: z.string().min(1).max(255),
  ContentType: headerText.optional(),
  ContentDisposition: z.enum(['ATTACHMENT', 'INLINE']).optional(),
  ContentId: headerText.optional(),
  ContentDescription: z.string().optional(),
  ContentTransferEncoding: z.enum(['BASE64', 'QUOTED_PRINTABLE', 'SEVEN_BIT']).optional(),
})

const partsSchema = { subject: z.string(), text: z.string().optional(), html: z.string().optional() }
const contentSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('template'), ...partsSchema }),
  z.object({ kind: z.literal('simple'), ...partsSchema }),
  z.object({ kind: z.literal('raw'), base64: z.string() }),
  z.object({ kind: z.literal('attachments'), attachments: z.array(attachmentSchema) }),
])

export type Attachment = z.infer<typeof attachmentSchema>
export type Content = z.infer<typeof contentSchema>
export type ContentStore = ReturnType<typeof openContentStore>

/**
 * What mails are made of, by its SHA-256. Contents are never changed or deleted, so a mail can be rendered
 * again after its template was updated or deleted.
 */
export function openContentStore(dataDir: string) {
  const folder = join(dataDir, 'contents')
  mkdirSync(folder, { recursive: true })
  const pathOf = (hash: string) => join(folder, `${hash}.json`)
  const cached = recentlyUsed(32, (hash: string) =>
    contentSchema.parse(JSON.parse(readFileSync(pathOf(hash), 'utf8'))),
  )
  return {
    put(content: Content): string {
      const json = JSON.stringify(content)
      const hash = createHash('sha256').update(json).digest('hex')
      if (!existsSync(pathOf(hash))) writeWhole(pathOf(hash), json)
      return hash
    },
    get: (hash: string): Content => cached(hash),
  }
}
