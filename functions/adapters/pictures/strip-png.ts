import { damagedAt, part } from './part.ts'

const SIGNATURE_BYTES = 8
/** Of a chunk beside its data: length, name and checksum. */
const FRAME_BYTES = 12

/** The chunks that say how it looks. */
const SHOWN: ReadonlySet<string> = new Set([
  ...['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'],
  // A colour profile can hold the screen's model and serial number; without one it is shown as sRGB.
  ...['gAMA', 'cHRM', 'sRGB', 'cICP', 'sBIT'],
  // Of one that moves.
  ...['acTL', 'fcTL', 'fdAT'],
])

/** A PNG of the chunks alone that say how it looks, each as it was (PNG, third edition, 5 and 11). Texts, times, EXIF and what follows its end are left out. */
export const stripPng = (png: Buffer): Buffer => {
  const kept = [part(png, 0, SIGNATURE_BYTES)]
  let at = SIGNATURE_BYTES
  let hasImage = false
  for (;;) {
    const length = part(png, at, 4).readUInt32BE()
    const name = part(png, at + 4, 4).toString('latin1')
    if (at === SIGNATURE_BYTES && name !== 'IHDR') throw damagedAt(at)
    const chunk = part(png, at, FRAME_BYTES + length)
    if (SHOWN.has(name)) kept.push(chunk)
    if (name === 'IDAT') hasImage = true
    if (name === 'IEND') {
      if (!hasImage) throw damagedAt(at)
      return Buffer.concat(kept)
    }
    at += chunk.length
  }
}
