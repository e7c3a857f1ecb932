import { imageSize } from 'image-size'
import { Invalid } from '#functions/core/errors.ts'
import type { PictureFile } from '#functions/core/picture-of.ts'
import { stripGif } from './strip-gif.ts'
import { stripJpeg } from './strip-jpeg.ts'
import { stripPng } from './strip-png.ts'

/** By the bytes with which a file begins; its name may say anything. */
const KINDS = [
  { type: 'png', begins: '\x89PNG\r\n\x1a\n', strip: stripPng },
  { type: 'jpg', begins: '\xff\xd8\xff', strip: stripJpeg },
  { type: 'gif', begins: 'GIF87a', strip: stripGif },
  { type: 'gif', begins: 'GIF89a', strip: stripGif },
] as const

const UPRIGHT = 1

const sizeOf = (bytes: Buffer) => {
  try {
    return imageSize(bytes)
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    throw new Invalid(`The picture does not say how large it is (${words}). Save it again.`)
  }
}

/** A picture as it may go out: its pixels are as they were, and what tells where, when and by whom it was made is left out. Throws Invalid for anything but a whole, upright PNG, JPEG or GIF. */
export const readPicture = (file: Uint8Array): PictureFile => {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const kind = KINDS.find(({ begins }) => bytes.toString('latin1', 0, begins.length) === begins)
  if (kind === undefined) throw new Invalid('It is no PNG, JPEG or GIF. Save it as one of these.')
  const stripped = kind.strip(bytes)
  const { width, height, orientation = UPRIGHT } = sizeOf(bytes)
  // EXIF has the picture turned, and is left out.
  if (orientation !== UPRIGHT)
    throw new Invalid(
      'The picture stands upright only because its EXIF has it turned. Save it upright first.',
    )
  return { type: kind.type, width, height, bytes: stripped }
}
