import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { recentlyUsed } from './recently-used.ts'
import { writeWhole } from './write-whole.ts'

const Content = z.object({
  kind: z.enum(['template', 'simple']),
  subject: z.string(),
  text: z.string().optional(),
  html: z.string().optional(),
})
export type Content = z.infer<typeof Content>

/**
 * What mails are made of, by its SHA-256. Contents are never changed or deleted, so a mail can be rendered
 * again after its template was deleted.
 */
export const openContentStore = (dataDir: string) => {
  const folder = join(dataDir, 'contents')
  mkdirSync(folder, { recursive: true })
  const pathOf = (hash: string) => join(folder, `${hash}.json`)
  const cached = recentlyUsed(32, (hash: string) =>
    Content.parse(JSON.parse(readFileSync(pathOf(hash), 'utf8'))),
  )
  return {
    put(content: Content): string {
      const json = JSON.stringify(content)
      const hash = createHash('sha256').update(json).digest('hex')
      if (!existsSync(pathOf(hash))) writeWhole(pathOf(hash), json)
      return hash
    },
    get: cached,
  }
}

export type ContentStore = ReturnType<typeof openContentStore>
