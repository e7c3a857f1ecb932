import { damagedAt, part } from './part.ts'

// ITU-T T.81, annex B.
const START_OF_IMAGE = 0xd8
const END_OF_IMAGE = 0xd9
const START_OF_SCAN = 0xda
const APPLICATION = 0xe0
const COMMENT = 0xfe

const isApplication = (marker: number): boolean => marker >= APPLICATION && marker <= APPLICATION + 15
/** Markers of no segment: restarts, the start of another picture, what is reserved for arithmetic codes; and padding, which hardly any program writes and not all read. */
const isBare = (marker: number): boolean =>
  marker <= 0x01 || marker === 0xff || (marker >= 0xd0 && marker <= START_OF_IMAGE)

/** What applications say of how it looks, by marker, name and, where it is always the same, length of the segment: a longer JFIF holds a small picture of its own, and a colour profile can hold the screen's model and serial number. */
const SHOWN = [
  { marker: 0xe0, name: 'JFIF\0', length: 18 },
  { marker: 0xee, name: 'Adobe', length: 16 },
] as const

const says = (marker: number, segment: Buffer): boolean =>
  SHOWN.some(
    (shown) =>
      shown.marker === marker &&
      segment.toString('latin1', 4, 4 + shown.name.length) === shown.name &&
      (!('length' in shown) || shown.length === segment.length),
  )

/** The next marker behind a scan's data, in which 0xFF stands before 0 or a restart alone, or as padding at its end. */
const endOfScan = (jpeg: Buffer, from: number): number => {
  let at = from
  for (;;) {
    at = jpeg.indexOf(0xff, at)
    const [, next = 0] = part(jpeg, at === -1 ? jpeg.length : at, 2)
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
    at += next === 0xff ? 1 : 2
  }
}

/** A JPEG without what its applications say, but for how it looks: EXIF, XMP, IPTC, comments, small pictures of it, and what follows its end are left out. The other segments and its scans stay as they are. */
export const stripJpeg = (jpeg: Buffer): Buffer => {
  const kept = [part(jpeg, 0, 2)]
  let at = 2
  for (;;) {
    const [start, marker = 0] = part(jpeg, at, 2)
    if (start !== 0xff || isBare(marker)) throw damagedAt(at)
    if (marker === END_OF_IMAGE) return Buffer.concat([...kept, part(jpeg, at, 2)])
    const segment = part(jpeg, at, 2 + part(jpeg, at + 2, 2).readUInt16BE())
    const isKept = isApplication(marker) ? says(marker, segment) : marker !== COMMENT
    if (isKept) kept.push(segment)
    at += segment.length
    if (marker !== START_OF_SCAN) continue
    const end = endOfScan(jpeg, at)
    kept.push(jpeg.subarray(at, end))
    at = end
  }
}
