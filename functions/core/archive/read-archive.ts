import { Invalid } from '../errors.ts'
import type { Archive, Zone } from './archive.ts'
import { decodeText } from './decode-text.ts'
import { readTagArchive } from './tag-archive.ts'

/** The dialects of saved archive pages, each a recogniser that answers undefined for a page that is not its own. */
const RECOGNISERS = [readTagArchive]

/** Reads a saved archive page. Refuses what is no text, no known archive, or one without posts. */
export const readArchive = (bytes: Uint8Array, zone: Zone): Archive => {
  const page = decodeText(bytes)
  const [archive] = RECOGNISERS.flatMap((recognise) => recognise(page, zone) ?? [])
  if (archive === undefined || archive.posts.length === 0)
    throw new Invalid(
      'No posts were found. It must be a saved tag archive (“Posts Tagged …”) with dated posts.',
    )
  return archive
}
