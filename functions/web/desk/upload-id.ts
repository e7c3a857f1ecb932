import * as z from 'zod'
import { type Instant, plusDays } from '#functions/core/instant.ts'
import type { Seals } from '#functions/use-cases/staff-ports.ts'

/** A file that somebody hands in for a newsletter. */
const Upload = z.strictObject({ newsletter: z.string(), person: z.string(), id: z.string() })
type Upload = z.infer<typeof Upload>

/** The upload as it goes with the file and comes back: nobody else can name it, nor have it read in another's name. It counts as long as the file is kept. */
export const sealUpload = (seals: Seals, upload: Upload, now: Instant): Promise<string> =>
  seals.seal('upload', upload, plusDays(now, 1))

/** The id of a file that this person handed in for this newsletter; undefined for any other. */
export const openUpload = async (
  seals: Seals,
  sealed: string | undefined,
  { newsletter, person }: Omit<Upload, 'id'>,
  now: Instant,
): Promise<string | undefined> => {
  const upload =
    sealed === undefined ? undefined : Upload.safeParse(await seals.open('upload', sealed, now)).data
  return upload?.newsletter === newsletter && upload.person === person ? upload.id : undefined
}
