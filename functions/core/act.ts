import * as z from 'zod'
import { Instant } from './instant.ts'
import { clip } from './plain-text.ts'
import { shortReason } from './short-reason.ts'

/** What a person can do: to a digest, a newsletter, a queue, a reader, somebody of staff. */
export const Verb = z.enum([
  'draft',
  'hold',
  'skip',
  'pause',
  'resume',
  'cancel',
  'reschedule',
  'send-now',
  'send-remaining',
  'test',
  'correct',
  'resend',
  'leave',
  'ramp',
  'no-ramp',
  'confirmations',
  'no-confirmations',
  'approve',
  'four-eyes',
  'automatic',
  'minimum',
  'staff',
  'layout',
  'languages',
  'theme',
  'telling-subjects',
  'dated-subjects',
  'template',
  'pause-newsletter',
  'resume-newsletter',
  'tracking',
  'no-tracking',
  'schedule',
  'redrive',
  'look',
  'suppress',
  'lift',
  'erase',
  'sign-out',
])
export type Verb = z.infer<typeof Verb>

/** What a person did, and why. */
export const Act = z.strictObject({
  verb: Verb,
  by: z.string().max(64),
  /** Absent where the digest's `reason` says the same. */
  why: z.string().max(200).optional(),
  at: Instant,
})
export type Act = z.infer<typeof Act>

/** A person's act, as rows can hold it. */
export const actOf = ({ verb, by, why, at }: Required<Act>): Required<Act> => ({
  verb,
  by: clip(by, 64),
  why: shortReason(why),
  at,
})
