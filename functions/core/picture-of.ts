import { Invalid } from './errors.ts'
import { hexId } from './hex-id.ts'
import { kB } from './mail-size.ts'
import {
  MOST_PICTURE_BYTES,
  MOST_PICTURE_HEIGHT,
  MOST_PICTURE_WIDTH,
  type PICTURE_TYPES,
  Picture,
} from './picture.ts'
import { oneLine } from './plain-text.ts'

/** A picture's bytes as they are stored and served, and what they say of themselves. */
export interface PictureFile {
  readonly type: keyof typeof PICTURE_TYPES
  /** In pixels. */
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

/** In pixels; a mail shows an entry's picture as wide as its column, and a logo as large as it is at most. */
const LEAST_WIDTH = { entry: 100, logo: 1 } as const
export type PictureUse = keyof typeof LEAST_WIDTH

const altOf = (shows: string | null): string => {
  if (shows === null) return ''
  const alt = Picture.shape.alt.min(1).safeParse(oneLine(shows))
  if (!alt.success)
    throw new Invalid('Say in 1 to 300 characters what the picture shows, or that it is decorative.')
  return alt.data
}

/** A picture by its file and by what it shows, null where it is decorative. Throws Invalid with what to do where it is too large or too small. */
export const pictureOf = (file: PictureFile, shows: string | null, use: PictureUse): Picture => {
  const { type, width, height, bytes } = file
  if (width > MOST_PICTURE_WIDTH)
    throw new Invalid(
      `The picture is ${width} pixels wide; ${MOST_PICTURE_WIDTH} are the most. Save it smaller.`,
    )
  if (height > MOST_PICTURE_HEIGHT)
    throw new Invalid(
      `The picture is ${height} pixels high; ${MOST_PICTURE_HEIGHT} are the most. Cut it, or save it smaller.`,
    )
  if (width < LEAST_WIDTH[use] || height < 1)
    throw new Invalid(
      `The picture is ${width} by ${height} pixels; it must be ${LEAST_WIDTH[use]} pixels wide at least. Take a larger one.`,
    )
  if (bytes.length > MOST_PICTURE_BYTES)
    throw new Invalid(
      `The picture has ${kB(bytes.length)}; ${kB(MOST_PICTURE_BYTES)} are the most. Save it smaller, or as a JPEG of lower quality.`,
    )
  return { name: `${hexId(bytes)}.${type}`, width, height, alt: altOf(shows) }
}
