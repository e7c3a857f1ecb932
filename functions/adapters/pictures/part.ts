import { Invalid } from '#functions/core/errors.ts'

/** So many bytes of a file from one on. Throws Invalid where it has fewer. */
export const part = (bytes: Buffer, from: number, length: number): Buffer => {
  if (from + length > bytes.length)
    throw new Invalid(`The picture ends early, after ${bytes.length} bytes. Save it again.`)
  return bytes.subarray(from, from + length)
}

/** What to say where a file does not go on as its format has it. */
export const damagedAt = (byte: number): Invalid =>
  new Invalid(`The picture is damaged at byte ${byte}. Save it again.`)
