import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Invalid } from '#functions/core/errors.ts'
import { mailHeaders } from '#functions/core/mail-headers.ts'
import { aDigest, aNewsletter } from '#tests/support/builders.ts'
import { hostileText } from '#tests/support/hostile-strings.ts'

const headers = Object.fromEntries(
  mailHeaders(
    aNewsletter({ language: 'de', sender: { name: 'The Sample', address: 'Digest@Mail.Example' } }),
    aDigest(),
    'https://read.example',
    'k1.sample.reader.u.mac',
    'de',
  ).map(({ name, value }) => [name, value]),
)

describe('a mail’s headers', () => {
  test('let its reader leave with one click, over HTTPS', () => {
    expect(headers).toMatchObject({
      'List-Unsubscribe': '<https://read.example/leave/k1.sample.reader.u.mac>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    })
  })

  test('name the list by the sender’s domain, its archive, owner and language', () => {
    expect(headers).toMatchObject({
      'List-Id': '<sample.mail.example>',
      'List-Archive': '<https://read.example/archive/sample/sample-regular-2026-11-24>',
      'List-Owner': '<mailto:editors@sample.example>',
      'List-Post': 'NO',
      'Content-Language': 'de',
    })
  })

  test('keep automatic answers away', () => {
    expect(headers).toMatchObject({
      Precedence: 'bulk',
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
    })
  })

  test('offer a subscription and help', () => {
    expect(headers).toMatchObject({
      'List-Subscribe': '<https://read.example/subscribe/sample>',
      'List-Help': '<mailto:editors@sample.example>',
    })
  })

  test('are each one line of printable ASCII that SES takes, or are refused', () => {
    fc.assert(
      fc.property(hostileText, fc.string({ unit: 'binary-ascii' }), hostileText, (name, replyTo, token) => {
        try {
          const made = mailHeaders(
            aNewsletter({ name, replyTo }),
            aDigest(),
            'https://read.example',
            token,
            'en',
          )
          for (const { name: own, value } of made) {
            expect(value).toMatch(/^[ -~]+$/)
            expect(own.length + value.length).toBeLessThanOrEqual(996)
          }
        } catch (error) {
          expect(error).toBeInstanceOf(Invalid)
        }
      }),
    )
  })
})
