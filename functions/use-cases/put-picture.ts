import type { Picture } from '#functions/core/picture.ts'
import { type PictureFile, type PictureUse, pictureOf } from '#functions/core/picture-of.ts'
import type { Pictures } from './ports.ts'

interface Deps {
  pictures: Pictures
  readPicture: (file: Uint8Array) => PictureFile
}

/** Keeps a picture that somebody gives, so that mails and pages can show it. `shows`: what is to be seen, null where it is decorative. */
export const putPicture =
  ({ pictures, readPicture }: Deps) =>
  async (file: Uint8Array, shows: string | null, use: PictureUse): Promise<Picture> => {
    const read = readPicture(file)
    const picture = pictureOf(read, shows, use)
    await pictures.save(picture.name, read.bytes)
    return picture
  }
