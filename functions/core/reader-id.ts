import { createHmac } from 'node:crypto'
import * as z from 'zod'

/** 12 bytes in lower-case hex. The first digit is the key range of its rows. */
export const ReaderId = z.string().regex(/^[0-9a-f]{24}$/)

export const KEY_RANGES = [...'0123456789abcdef'] as const

export const rangeOf = (readerId: string): string => readerId.slice(0, 1)

/** First 12 bytes of HMAC-SHA-256(pepper, `a1|` + normalised address). The same for all newsletters and for suppressions; it says nothing of the address without the pepper. */
export const readerIdOf = (pepper: string, normalisedAddress: string): string =>
  createHmac('sha256', pepper).update(`a1|${normalisedAddress}`).digest('hex').slice(0, 24)
