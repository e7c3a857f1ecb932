import { readFileSync } from 'node:fs'
import { BulkEmailStatus } from '@aws-sdk/client-sesv2'
import { describe, expect, test } from 'vitest'
import { CODES } from '#functions/core/disposition.ts'
import {
  consequenceOfException,
  consequenceOfStatus,
  EXCEPTIONS,
  STATUSES,
} from '#functions/core/ses-answers.ts'
import { answersTable } from '#tests/support/answers-table.ts'

const RATE = 'Maximum sending rate exceeded.'
const DAY = 'Daily message quota exceeded.'

describe('an entry’s status', () => {
  test('has a consequence for each of SES’s fourteen, and for no other', () => {
    const all = Object.values(BulkEmailStatus)
    expect(all.length).toBe(14)
    expect(Object.keys(STATUSES).toSorted()).toEqual(all.toSorted())
  })

  test('says of each what it means', () => {
    for (const { means } of [...Object.values(STATUSES), ...Object.values(EXCEPTIONS)])
      expect(means).toMatch(/^[A-Z].+\.$/)
  })

  test('accepts a reader for SUCCESS alone', () => {
    const accepting = Object.keys(STATUSES).filter((status) => consequenceOfStatus(status) === 'accepted')
    expect(accepting).toEqual(['SUCCESS'])
  })

  test('fails a reader only for what is wrong with that reader’s mail', () => {
    expect(consequenceOfStatus('MESSAGE_REJECTED')).toEqual({ fails: 'M' })
    expect(consequenceOfStatus('INVALID_PARAMETER')).toEqual({ fails: 'P' })
    expect(CODES.M.reason).toBe('message-rejected')
    expect(CODES.P.reason).toBe('invalid-parameter')
    const failing = Object.values(STATUSES).filter(({ consequence }) => typeof consequence === 'object')
    expect(failing.length).toBe(2)
  })

  test.each([
    ['TRANSIENT_FAILURE', 'retry'],
    ['FAILED', 'retry'],
    ['ACCOUNT_THROTTLED', 'slow-down'],
  ])('%s waits for another try: %s', (status, consequence) => {
    expect(consequenceOfStatus(status)).toBe(consequence)
  })

  test('ACCOUNT_DAILY_QUOTA_EXCEEDED pauses the digest until the quota has room', () => {
    expect(consequenceOfStatus('ACCOUNT_DAILY_QUOTA_EXCEEDED')).toBe('quota')
  })

  test.each([
    'ACCOUNT_SENDING_PAUSED',
    'ACCOUNT_SUSPENDED',
    'CONFIGURATION_SET_NOT_FOUND',
    'CONFIGURATION_SET_SENDING_PAUSED',
    'INVALID_SENDING_POOL_NAME',
    'MAIL_FROM_DOMAIN_NOT_VERIFIED',
    'TEMPLATE_NOT_FOUND',
    'A_STATUS_TO_COME',
    '',
  ])('%j pauses the digest', (status) => {
    expect(consequenceOfStatus(status)).toBe('pause')
  })
})

describe('an exception of the whole call', () => {
  test.each([
    'BadRequestException',
    'LimitExceededException',
    'MailFromDomainNotVerifiedException',
    'MessageRejected',
    'NotFoundException',
    'SendingPausedException',
    'TooManyRequestsException',
    'AccountSuspendedException',
  ])('%s has a consequence by name', (error) => {
    expect(EXCEPTIONS).toHaveProperty(error)
  })

  test.each([
    ['TooManyRequestsException', RATE, 'slow-down'],
    ['ThrottlingException', RATE, 'slow-down'],
    ['LimitExceededException', RATE, 'slow-down'],
    ['TooManyRequestsException', DAY, 'quota'],
    ['LimitExceededException', DAY.toUpperCase(), 'quota'],
    ['AccountSuspendedException', 'words', 'pause'],
    ['MailFromDomainNotVerifiedException', 'words', 'pause'],
    ['NotFoundException', 'words', 'pause'],
    ['SendingPausedException', 'words', 'pause'],
    ['SendingPausedException', DAY, 'pause'],
    ['AccessDeniedException', 'words', 'pause'],
    ['ExceptionToCome', 'words', 'pause'],
  ] as const)('%s (“%s”) means: %s', (error, words, consequence) => {
    expect(consequenceOfException(error, words)).toBe(consequence)
  })

  test.each([
    ['BadRequestException', 'B'],
    ['MessageRejected', 'M'],
  ] as const)('%s fails a reader', (error, code) => {
    expect(consequenceOfException(error, 'words')).toEqual({ fails: code })
  })
})

test('the documents print the table of answers as it is', () => {
  const file = new URL('../../docs/sending.md', import.meta.url)
  expect(readFileSync(file, 'utf8')).toContain(answersTable())
})
