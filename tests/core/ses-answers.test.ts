import { BulkEmailStatus } from '@aws-sdk/client-sesv2'
import { describe, expect, test } from 'vitest'
import { CODES } from '#functions/core/disposition.ts'
import {
  consequenceOfException,
  consequenceOfStatus,
  EXCEPTION_CONSEQUENCES,
  STATUS_CONSEQUENCES,
} from '#functions/core/ses-answers.ts'

const RATE = 'Maximum sending rate exceeded.'
const DAY = 'Daily message quota exceeded.'

describe('an entry’s status', () => {
  test('has a consequence for each of SES’s fourteen but SUCCESS, and for no other', () => {
    const all = Object.values(BulkEmailStatus)
    expect(all.length).toBe(14)
    expect(Object.keys(STATUS_CONSEQUENCES).toSorted()).toEqual(
      all.filter((status) => status !== 'SUCCESS').toSorted(),
    )
  })

  test('fails a reader only for what is wrong with that reader’s mail', () => {
    expect(consequenceOfStatus('MESSAGE_REJECTED')).toEqual({ fails: 'M' })
    expect(consequenceOfStatus('INVALID_PARAMETER')).toEqual({ fails: 'P' })
    expect(CODES.M.reason).toBe('message-rejected')
    expect(CODES.P.reason).toBe('invalid-parameter')
    const failing = Object.values(STATUS_CONSEQUENCES).filter(
      (consequence) => typeof consequence === 'object',
    )
    expect(failing.length).toBe(2)
  })

  test.each(['ACCOUNT_THROTTLED', 'TRANSIENT_FAILURE', 'FAILED'])('%s waits for another try', (status) => {
    expect(consequenceOfStatus(status)).toBe('retry')
  })

  test.each([
    'ACCOUNT_DAILY_QUOTA_EXCEEDED',
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
    expect(EXCEPTION_CONSEQUENCES).toHaveProperty(error)
  })

  test.each([
    ['TooManyRequestsException', RATE, 'retry'],
    ['ThrottlingException', RATE, 'retry'],
    ['LimitExceededException', RATE, 'retry'],
    ['TooManyRequestsException', DAY, 'pause'],
    ['LimitExceededException', DAY.toUpperCase(), 'pause'],
    ['AccountSuspendedException', 'words', 'pause'],
    ['MailFromDomainNotVerifiedException', 'words', 'pause'],
    ['NotFoundException', 'words', 'pause'],
    ['SendingPausedException', 'words', 'pause'],
    ['ExceptionToCome', 'words', 'pause'],
  ] as const)('%s (“%s”) means: %s', (error, words, consequence) => {
    for (const readers of [1, 2, 50]) expect(consequenceOfException(error, words, readers)).toBe(consequence)
  })

  test.each([
    ['BadRequestException', 'B'],
    ['MessageRejected', 'M'],
  ] as const)('%s fails a reader who was alone in the call; of several it says nothing', (error, code) => {
    expect(consequenceOfException(error, 'words', 1)).toEqual({ fails: code })
    expect(consequenceOfException(error, 'words', 2)).toBe('pause')
  })
})
