import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { mailbox } from '#functions/core/mailbox.ts'
import { oneLine } from '#functions/core/plain-text.ts'

const ADDRESS = 'digest@sample.example'
const read = async (name: string) => (await PostalMime.parse(`From: ${mailbox(name, ADDRESS)}\r\n\r\n`)).from

describe('a From header', () => {
  test.each([
    'The Sample',
    'Sample, Ltd. <not@this.example>; (yes)',
    'The “Sample”',
    'The "Sample" \\ Co',
    'The =?UTF-8?B?U2FtcGxl?= <not@this.example>',
    'Еженедельный дайджест новостей и событий всего города за неделю',
    'النشرة الأسبوعية',
    '每週新聞摘要：一個相當長的名稱，用來測試換行',
    'News 📰👩‍👩‍👧 weekly',
  ])('is read back as the name and address that were given: %s', async (name) => {
    expect(await read(name)).toEqual({ name, address: ADDRESS })
  })

  test('is read back whatever the name says', async () => {
    const someName = fc
      .array(
        fc.oneof(
          fc.constantFrom('"', '\\', ' ', ',', '<', '=?UTF-8?Q?a?=', 'é', '日', '😀'),
          fc.string({ maxLength: 4 }),
        ),
        {
          minLength: 1,
          maxLength: 25,
        },
      )
      .map((pieces) => oneLine(pieces.join('')))
      .filter((name) => name !== '')
    await fc.assert(
      fc.asyncProperty(someName, async (name) => {
        expect(await read(name)).toEqual({ name, address: ADDRESS })
      }),
    )
  })

  test('has encoded-words of at most 75 characters, each of whole characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), (text) => {
        const name = `é${text}`
        const words = mailbox(name, ADDRESS).split(' ').slice(0, -1)
        for (const word of words) expect(word.length).toBeLessThanOrEqual(75)
        const decoded = words.map((word) =>
          new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
            Buffer.from(word.slice(10, -2), 'base64'),
          ),
        )
        expect(decoded.join('')).toBe(name)
      }),
    )
  })
})
