import { crc32, deflateSync } from 'node:zlib'

// Pictures of 120 by 24 pixels that tell nothing beside how they look.

const WIDTH = 120
const HEIGHT = 24

/** A chunk of a PNG. */
export const pngChunk = (name: string, data: Uint8Array): Buffer => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, checksum])
}

/** The signature and the chunks of a PNG in grey. */
export const pngParts = (width = WIDTH, height = HEIGHT): Buffer[] => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  const line = (y: number) => [0, ...Array.from({ length: width }, (_, x) => (x * 2 + y) % 256)]
  const pixels = deflateSync(Uint8Array.from(Array.from({ length: height }, (_, y) => line(y)).flat()))
  return [
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('gAMA', Buffer.from([0, 0, 0xb1, 0x8f])),
    pngChunk('IDAT', pixels.subarray(0, 40)),
    pngChunk('IDAT', pixels.subarray(40)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]
}

export const aPng = (width?: number, height?: number): Buffer => Buffer.concat(pngParts(width, height))

/** In one scan. */
export const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABcQERQRDhcUEhQaGBcbIjklIh8fIkYyNSk5UkhXVVFIUE5bZoNvW2F8Yk5QcptzfIeL' +
    'kpSSWG2grJ+OqoOPko3/2wBDARgaGiIeIkMlJUONXlBejY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2N' +
    'jY2NjY2NjY3/wAARCAAYAHgDASIAAhEBAxEB/8QAGQABAQEBAQEAAAAAAAAAAAAAAAIBAwQF/8QAKBAAAgIBBAEBCQEAAAAAAAAA' +
    'AAECESEDEjFBYVETIjJCUnGBkbHR/8QAGAEBAQEBAQAAAAAAAAAAAAAAAQIAAwX/xAAiEQACAQMEAgMAAAAAAAAAAAAAAQIDERME' +
    'EjFBFGEhQlH/2gAMAwEAAhEDEQA/APmSwnWDnV5o5uTu7tBarSOzofiPU8hPk6LxyUpSRy9tfVBatrgFRkugzL6s7KUq5S8EObbw' +
    'RvXbyYpNZWS1Rv8ANic3spyd5dCLd+7yFO/lJ3NPgHpbhl9nWM2sYv7HRJNc1fg4J1xRUJNv/Q8FvgcqO6qK4spSTxVHDfTZsdXb' +
    'fYPQsci7ZbdLCRjklh1kLVhLDRlQr4l+zLRMVWt2ZvSv+gbY/VkFPRlqvfs8ylS8mYbAPe2JnhqTKSXSsSVKgDlKnG5bk0Q79Ddy' +
    '6wwBUIrgHJ2ClJrmzVNvlgHRJE7mFh8lpNK7WQAsiXOS7NSWbt/kmTp4QBkjKpIhul6C+wC7Ivc7GrUABtqBSaP/2Q==',
  'base64',
)

/** In several scans, each finer than the one before. */
export const PROGRESSIVE_JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABcQERQRDhcUEhQaGBcbIjklIh8fIkYyNSk5UkhXVVFIUE5bZoNvW2F8Yk5QcptzfIeL' +
    'kpSSWG2grJ+OqoOPko3/2wBDARgaGiIeIkMlJUONXlBejY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2N' +
    'jY2NjY2NjY3/wgARCAAYAHgDASIAAhEBAxEB/8QAGAABAQEBAQAAAAAAAAAAAAAAAAECAwT/xAAXAQEBAQEAAAAAAAAAAAAAAAAB' +
    'AgAE/9oADAMBAAIQAxAAAAHy5yvq1cg3mSikNvXO7dLzo0mwU8h3cVEVmiBQ0aUBgqgx/8QAFxABAQEBAAAAAAAAAAAAAAAAEQBA' +
    'MP/aAAgBAQABBQLAzPBnC3//xAAZEQEBAQEBAQAAAAAAAAAAAAAAERIBE1H/2gAIAQMBAT8B9G/jbTTTb0VVVrq9VX//xAAZEQEA' +
    'AwEBAAAAAAAAAAAAAAAAARETEiD/2gAIAQIBAT8B4cS4ZMGDFipMQpXin//EABQQAQAAAAAAAAAAAAAAAAAAAFD/2gAIAQEABj8C' +
    'N//EABwQAAMBAAMBAQAAAAAAAAAAAAABERAgUWEhMf/aAAgBAQABPyF7WVlKLwTz8LlKXgqUvhcTKKCGfOyLsuvKVl4Pg//aAAwD' +
    'AQACAAMAAAAQ8zV+NKnBhCjfh/C8/8QAGhEAAwADAQAAAAAAAAAAAAAAAAERMUFxYf/aAAgBAwEBPxCHkjY6OySNsUbOhMUNoUeg' +
    'iqFH/8QAGxEBAQEAAgMAAAAAAAAAAAAAAQAREDEhQVH/2gAIAQIBAT8QfkgPUa85OrT1Kh8EWqCdQLCCwsX/xAAgEAEAAwACAgID' +
    'AAAAAAAAAAABABEhMUFRYXGBkbHR/9oACAEBAAE/EMDWSr2oeuYBCjkPUWuRV61E35RTMv4gCc1fqFDi4Byqi0YEQY1sqX+4q7uy' +
    'DCa6qFziV7dgjTYXiw8Qa4qMv9mVmruGZJVeH5n2IUPcxYB0XBRUb8SnWMEObg3lhjzAQuzYBt2/cVOEWjxL7hH/2Q==',
  'base64',
)

/** Of two images, which it shows in turns for ever. */
export const MOVING_GIF = Buffer.from(
  'R0lGODlheAAYAPEAAMIAPRwA414AoQAAACH5BAAAAAAAIf8LTkVUU0NBUEUyLjADAQAAACwAAAAAeAAYAAAC/oSPqcvtD6OctNqL' +
    's968+w+G4kiW5omm6sq2l+AmMDgDs1DbR34bd67bCYc4RI3nS9qASKWyOFwao1NYz+qDyoJYHRaY7H6zYG/43N2mzdZ2lnt9Lr8/' +
    'ttctrZu58/t77AZVpKeFJpg3iGjXxghId8Xol+jYyPYYFomjOag517npycl5B/n3uVmJmnrphyh6Kta3OgoKqxqqOmnrmpnb6Ps4' +
    'CzxMXGx8jJysvMzc7PwMjRqgOr1ZLXB9be2sja3ZjZMdLU0e/m09ne5drd6Orb6eHiBP/+7Ovv7unS/PP28P8J9Afubu6RsocB47' +
    'fArtMSToLp7Dggn/xatnMGM7OnoLKTbEWHFiSIUcP5IEyfFgxX4kHZo8uRGlSJg0a9q8iTOnzp08e/r8CTSo0KFEixo9ijSp0qVL' +
    'CwAAIfkEAAAAAAAsAAAAAHgAGAAAAv6Mj6nL7Q+jnLTai7PevPsPhqIlBKVxmkeqtu67KumMnHT8srjs3jkKtNVsJZ+pqEIqjy2W' +
    'AAlcQXvJ6lIolKKgWOu1muTufNdv2BqkRptp5df9fB7j83r8Pr/r93S9ff/HJzjYh1dYRJiouMjY6Pi4mAc5SVlpCQkgkBm3+bTZ' +
    'qck5CDoaKnoK2kl6t8qXmcpKCKs3G4tqqvnq+Wnbi3vqGayqmxsMDPxKTFzMK2ysC30cHTpsqmrtPP07vQygfGzrLfwJnYyrzBvd' +
    'LE5N3s4s6k49v54u742fnK/Oz7lf/o7fPnr9dg00h5DgwXbiypnL1TBiRGbk8EHUd7FYRj6L+ShqPMhR4sOOFjf+O4kypUp9K1u6' +
    'RHnx5cqYMmvavIkzp86dPHv6/Ak0qNChRIsaPYo0qdKlTJs6fbq0AAA7',
  'base64',
)

/** A segment of a JPEG. */
export const jpegSegment = (marker: number, data: Uint8Array): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}

/** What a camera says of how it was held: 1 upright, 6 turned to the right, … (EXIF 2.32, tag 0x0112). */
export const exifOf = (orientation: number): Buffer =>
  jpegSegment(
    0xe1,
    Buffer.concat([
      Buffer.from('Exif\0\0MM\0*', 'latin1'),
      Buffer.from([0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]),
    ]),
  )
