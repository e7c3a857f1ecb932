import { damagedAt, part } from './part.ts'

// CompuServe, "Graphics Interchange Format, Version 89a", sections 18 to 27.
const HEAD_BYTES = 13
const IMAGE = 0x2c
const EXTENSION = 0x21
const TRAILER = 0x3b
const GRAPHIC_CONTROL = 0xf9
const APPLICATION = 0xff
/** How often it plays. */
const LOOPS: readonly string[] = ['NETSCAPE2.0', 'ANIMEXTS1.0']

/** Bytes of the colours that follow a descriptor, by its flags. */
const coloursOf = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)

const endOfBlocks = (gif: Buffer, from: number): number => {
  let at = from
  for (;;) {
    const size = part(gif, at, 1).readUInt8()
    at += 1 + size
    if (size === 0) return at
  }
}

const imageEnd = (gif: Buffer, at: number): number => {
  const flags = part(gif, at + 9, 1).readUInt8()
  return endOfBlocks(gif, at + 10 + coloursOf(flags) + 1)
}

const isShown = (gif: Buffer, at: number): boolean => {
  const label = gif.readUInt8(at + 1)
  return (
    label === GRAPHIC_CONTROL ||
    (label === APPLICATION && LOOPS.includes(gif.toString('latin1', at + 3, at + 14)))
  )
}

/** A GIF of its images and how they play, each as it was: comments, XMP and what follows its end are left out. */
export const stripGif = (gif: Buffer): Buffer => {
  let at = HEAD_BYTES + coloursOf(part(gif, 10, 1).readUInt8())
  const kept = [part(gif, 0, at)]
  let hasImage = false
  for (;;) {
    const kind = part(gif, at, 1).readUInt8()
    if (kind === TRAILER && !hasImage) throw damagedAt(at)
    if (kind === TRAILER) return Buffer.concat([...kept, part(gif, at, 1)])
    if (kind !== IMAGE && kind !== EXTENSION) throw damagedAt(at)
    const end = kind === IMAGE ? imageEnd(gif, at) : endOfBlocks(gif, at + 2)
    if (kind === IMAGE) hasImage = true
    if (kind === IMAGE || isShown(gif, at)) kept.push(part(gif, at, end - at))
    at = end
  }
}
