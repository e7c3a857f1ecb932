import type { Context } from 'hono'
import { nearestLanguage } from '#functions/core/messages/languages.ts'

/** The language of a page that belongs to nobody: as the visitor's browser asks. */
export const visitorLanguage = (c: Context): string =>
  nearestLanguage(c.req.header('Accept-Language')?.split(/[,;]/)[0]?.trim().toLowerCase() ?? 'en')
