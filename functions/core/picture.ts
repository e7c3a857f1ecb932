import * as z from 'zod'

/** A picture of ours: nothing in a mail or on a page is loaded from anywhere else. */
export const Picture = z.strictObject({
  /** Hash of its bytes, and what they are. */
  name: z.string().regex(/^[0-9a-f]{24}\.(png|jpg|gif)$/),
  /** In pixels. */
  width: z.int().min(1),
  height: z.int().min(1),
  /** What it shows, for who does not see it; empty where it is decorative. */
  alt: z.string().max(300),
})
export type Picture = z.infer<typeof Picture>

export const PICTURE_TYPES = { png: 'image/png', jpg: 'image/jpeg', gif: 'image/gif' } as const

/** Of one picture: a mail shows at most one a category, and a row of the table holds it (DynamoDB: 400 KB an item). */
export const MOST_PICTURE_BYTES = 300_000
/** The column of a mail is 552 pixels wide; twice that is sharp on every screen. */
export const MOST_PICTURE_WIDTH = 1600
export const MOST_PICTURE_HEIGHT = 2000
