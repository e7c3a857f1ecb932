import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPicture } from '#functions/adapters/pictures/read-picture.ts'
import { Invalid } from '#functions/core/errors.ts'
import {
  aPng,
  exifOf,
  JPEG,
  jpegSegment,
  MOVING_GIF,
  PROGRESSIVE_JPEG,
  pngChunk,
  pngParts,
} from '#tests/support/pictures.ts'

const text = (words: string): Buffer => Buffer.from(words, 'latin1')
/** What must not go out. */
const PLACE = '52.5163N 13.3777E, by Ada'

/** A file with something put in before some of its bytes. */
const withAt = (file: Buffer, at: number, added: Uint8Array): Buffer =>
  Buffer.concat([file.subarray(0, at), added, file.subarray(at)])

/** Where the segments of a JPEG begin: within its scans no such two bytes stand. */
const segmentsOf = (jpeg: Buffer): number[] =>
  [...jpeg.keys()].filter(
    (at) => jpeg[at] === 0xff && [0xdb, 0xc0, 0xc2, 0xc4, 0xda, 0xd9].includes(jpeg[at + 1] ?? 0),
  )

const chunksOf = (parts: readonly Buffer[]): number[] =>
  parts
    .slice(1)
    .map((_, index) => Buffer.concat(parts.slice(0, index + 1)).length)
    .slice(1)

/** Where the images of a GIF, how they play, and its end begin. */
const blocksOf = (gif: Buffer): number[] => {
  const plays = [...gif.keys()].filter((at) => gif.toString('latin1', at, at + 3) === '\x21\xf9\x04')
  return [...plays, gif.length - 1]
}

const said = fc
  .tuple(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('', PLACE))
  .map(([bytes, words]) => Buffer.concat([bytes, text(words)]))

const JPEG_SAYS: fc.Arbitrary<Buffer> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(0xe0, 0xe1, 0xe2, 0xe3, 0xeb, 0xed, 0xee, 0xef, 0xfe),
      fc.constantFrom(
        'Exif\0\0',
        'http://ns.adobe.com/xap/1.0/\0',
        'Photoshop 3.0\0',
        'MPF\0',
        'JFXX\0',
        'x',
      ),
      said,
    )
    .map(([marker, name, data]) => jpegSegment(marker, Buffer.concat([text(name), data]))),
  fc.constant(exifOf(1)),
  // A small picture of it, cut otherwise.
  fc.constant(jpegSegment(0xe0, Buffer.concat([text('JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01'), text('rgb')]))),
)
const PNG_SAYS = fc
  .tuple(fc.constantFrom('tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'prVt'), said)
  .map(([name, data]) => pngChunk(name, data))
const inBlocks = (data: Buffer): Buffer =>
  Buffer.concat([
    ...Array.from({ length: Math.ceil(data.length / 255) }, (_, index) => {
      const block = data.subarray(index * 255, (index + 1) * 255)
      return Buffer.concat([Buffer.from([block.length]), block])
    }),
    Buffer.from([0]),
  ])
const GIF_SAYS = fc.oneof(
  said.map((data) => Buffer.concat([text('\x21\xfe'), inBlocks(data)])),
  said.map((data) => Buffer.concat([text('\x21\xff\x0bXMP DataXMP'), inBlocks(data)])),
)

const PNG = aPng()
const FORMATS = [
  { name: 'a JPEG', type: 'jpg', file: JPEG, places: segmentsOf(JPEG), says: JPEG_SAYS },
  {
    name: 'a JPEG of several scans',
    type: 'jpg',
    file: PROGRESSIVE_JPEG,
    places: segmentsOf(PROGRESSIVE_JPEG),
    says: JPEG_SAYS,
  },
  { name: 'a PNG', type: 'png', file: PNG, places: chunksOf(pngParts()), says: PNG_SAYS },
  { name: 'a GIF', type: 'gif', file: MOVING_GIF, places: blocksOf(MOVING_GIF), says: GIF_SAYS },
] as const

describe.each(FORMATS)('$name', ({ type, file, places, says }) => {
  test('is known by its bytes, and says how large it is', () => {
    expect(readPicture(file)).toMatchObject({ type, width: 120, height: 24 })
    expect(places.length).toBeGreaterThanOrEqual(3)
  })

  test('that tells nothing of its origin stays as it is, byte for byte', () => {
    expect(Buffer.compare(readPicture(file).bytes, file)).toBe(0)
  })

  test('loses what it tells beside how it looks, wherever that stands, and nothing else', () => {
    const additions = fc.array(fc.tuple(fc.constantFrom(...places), says), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(additions, said, (added, after) => {
        const lastFirst = added.toSorted(([one], [other]) => other - one)
        const told = lastFirst.reduce((now, [at, what]) => withAt(now, at, what), file)
        const { bytes } = readPicture(Buffer.concat([told, after]))
        expect(Buffer.compare(bytes, file)).toBe(0)
      }),
    )
  })

  test('that ends early is Invalid, and what it is missing is said', () => {
    for (let length = 8; length < file.length; length += 1)
      expect(() => readPicture(file.subarray(0, length))).toThrow(Invalid)
    expect(() => readPicture(file.subarray(0, -1))).toThrow(`after ${file.length - 1} bytes. Save it again.`)
  })

  test('whatever bytes follow its first ones or stand among them is read or Invalid', () => {
    const changes = fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { maxLength: 6 })
    const broken = fc.oneof(
      fc.uint8Array({ maxLength: 400 }).map((rest) => Buffer.concat([file.subarray(0, 6), rest])),
      fc.tuple(fc.nat(file.length), fc.uint8Array({ maxLength: 60 })).map(([at, rest]) => {
        return Buffer.concat([file.subarray(0, at), rest, file.subarray(at)])
      }),
      changes.map((all) => {
        const changed = Buffer.from(file)
        for (const [at, byte] of all) changed[at] = byte
        return changed
      }),
    )
    fc.assert(
      fc.property(broken, (bytes) => {
        try {
          const read = readPicture(bytes)
          expect(Buffer.compare(readPicture(read.bytes).bytes, read.bytes)).toBe(0)
        } catch (error) {
          expect(error).toBeInstanceOf(Invalid)
        }
      }),
      { numRuns: 500 },
    )
  })
})

test('colours keep what says how they look, but no profile, which can name the screen', () => {
  const profile = jpegSegment(0xe2, text('ICC_PROFILE\0\x01\x01of a screen'))
  const adobe = jpegSegment(0xee, text('Adobe\0\x64\0\0\0\0\x01'))
  const [at = 0] = segmentsOf(JPEG)
  const coloured = withAt(JPEG, at, adobe)
  expect(Buffer.compare(readPicture(withAt(coloured, at, profile)).bytes, coloured)).toBe(0)
  const [start, header, ...rest] = pngParts()
  const gamma = pngChunk('gAMA', Buffer.from([0, 0, 0xb1, 0x8f]))
  const toned = Buffer.concat([start, header, gamma, ...rest] as Buffer[])
  const named = Buffer.concat([start, header, pngChunk('iCCP', text('x\0\0…')), gamma, ...rest] as Buffer[])
  expect(Buffer.compare(readPicture(named).bytes, toned)).toBe(0)
})

test('a scan keeps its restarts and the padding at its end', () => {
  const end = segmentsOf(JPEG).at(-1) ?? 0
  const scanned = withAt(JPEG, end, Buffer.from([0xff, 0xd0, 0x12, 0xff, 0, 0xff, 0xff]))
  expect(Buffer.compare(readPicture(scanned).bytes, scanned)).toBe(0)
})

test.each([2, 3, 6, 8])(
  'a JPEG that EXIF has turned (%i) is Invalid: it would lie on its side',
  (orientation) => {
    const [at = 0] = segmentsOf(JPEG)
    const turned = withAt(JPEG, at, exifOf(orientation))
    expect(() => readPicture(turned)).toThrow(Invalid)
    expect(() => readPicture(turned)).toThrow('Save it upright first.')
  },
)

test.each([
  ['SVG', text('<svg xmlns="http://www.w3.org/2000/svg" width="120" height="24"/>')],
  ['WebP', text('RIFF\x24\0\0\0WEBPVP8 ')],
  ['BMP', text('BM\x46\0\0\0\0\0\0\0')],
  ['HTML with a picture after it', Buffer.concat([text('<script>'), PNG])],
  ['what begins as a PNG alone', PNG.subarray(0, 4)],
  ['nothing', Buffer.alloc(0)],
])('%s is Invalid', (_, bytes) => {
  expect(() => readPicture(bytes)).toThrow('It is no PNG, JPEG or GIF. Save it as one of these.')
})

test('a PNG of another dialect, which begins with no header, is Invalid', () => {
  const [start, ...rest] = pngParts()
  const apples = Buffer.concat([start, pngChunk('CgBI', Buffer.alloc(4)), ...rest] as Buffer[])
  expect(() => readPicture(apples)).toThrow('The picture is damaged at byte 8.')
})
