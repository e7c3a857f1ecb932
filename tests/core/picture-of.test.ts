import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { Invalid } from '#functions/core/errors.ts'
import { MOST_PICTURE_BYTES, MOST_PICTURE_WIDTH, Picture } from '#functions/core/picture.ts'
import { type PictureFile, pictureOf } from '#functions/core/picture-of.ts'

const aFile = (over: Partial<PictureFile> = {}): PictureFile => ({
  type: 'jpg',
  width: 1104,
  height: 620,
  bytes: Buffer.from('its bytes'),
  ...over,
})

describe('the picture of a file', () => {
  test('is named by the hash of its bytes and by what they are', () => {
    const hash = createHash('sha256').update('its bytes').digest('hex')
    const picture = pictureOf(aFile(), 'A  ferry\nat the pier', 'entry')
    expect(Picture.parse(picture)).toEqual({
      name: `${hash.slice(0, 24)}.jpg`,
      width: 1104,
      height: 620,
      alt: 'A ferry at the pier',
    })
    expect(pictureOf(aFile({ type: 'gif', bytes: Buffer.from('others') }), null, 'entry')).toMatchObject({
      name: expect.stringMatching(/^(?!its)[0-9a-f]{24}\.gif$/),
      alt: '',
    })
  })

  test('may be as large as the largest, and as small as the smallest', () => {
    const bytes = new Uint8Array(MOST_PICTURE_BYTES)
    expect(pictureOf(aFile({ width: MOST_PICTURE_WIDTH, bytes }), null, 'entry').width).toBe(1600)
    expect(pictureOf(aFile({ width: 100 }), null, 'entry').width).toBe(100)
    expect(pictureOf(aFile({ width: 48, height: 48 }), null, 'logo').width).toBe(48)
  })

  test.each([
    ['too wide', { width: 1601 }, 'is 1601 pixels wide; 1600 are the most. Save it smaller.'],
    ['too small', { width: 99 }, 'is 99 by 620 pixels; it must be 100 pixels wide at least.'],
    ['without a height', { height: 0 }, 'is 1104 by 0 pixels'],
    ['too many bytes', { bytes: new Uint8Array(300_001) }, 'has 301 kB; 300 kB are the most.'],
  ])('that is %s is Invalid', (_, over, words) => {
    expect(() => pictureOf(aFile(over), null, 'entry')).toThrow(Invalid)
    expect(() => pictureOf(aFile(over), null, 'entry')).toThrow(words)
  })

  test.each([[''], [' \n'], ['x'.repeat(301)]])('says what it shows, unless it is decorative', (shows) => {
    expect(() => pictureOf(aFile(), shows, 'entry')).toThrow(Invalid)
    expect(() => pictureOf(aFile(), shows, 'entry')).toThrow('Say in 1 to 300 characters')
  })
})
