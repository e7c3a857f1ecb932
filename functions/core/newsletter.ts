import * as z from 'zod'
import { mailDomain } from './address.ts'
import { CategoryId } from './category-id.ts'
import { DigestKind } from './digest-key.ts'
import { Instant } from './instant.ts'
import { LanguageTag } from './language-tag.ts'
import { oneLine } from './plain-text.ts'
import { Slug } from './slug.ts'
import { Theme } from './theme.ts'

const Line = z.string().transform(oneLine).pipe(z.string().min(1).max(200))

/** A rule says which posts fall into a category: an equal category or tag, case ignored, or all that no other category took. */
export const CategoryRule = z.union([
  z.strictObject({ category: Line }),
  z.strictObject({ tag: Line }),
  z.strictObject({ rest: z.literal(true) }),
])
export type CategoryRule = z.infer<typeof CategoryRule>

export const Category = z.strictObject({
  id: CategoryId,
  name: Line,
  rules: z.array(CategoryRule).min(1),
  contentNote: Line.optional(),
  /** Backlog posts that each digest takes up in this category: of a weekly newsletter, so many a week. */
  dripPerWeek: z.int().min(0).max(500).default(0),
})
export type Category = z.infer<typeof Category>

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const

const Weekday = z.enum(WEEKDAYS)

/** When a newsletter is due: on a weekday, or several, at a local time; every week unless `rhythm` says otherwise. */
export const Slot = z.strictObject({
  weekday: z.union([Weekday, z.array(Weekday).min(1).max(7)]),
  /** Local time of day, `HH:MM`. */
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 07:00'),
  rhythm: z
    .union([
      /** Every so many weeks (Monday to Sunday), of which the week of `from` is one. */
      z.strictObject({ everyWeeks: z.int().min(2).max(52), from: z.iso.date() }),
      /** On the first or the last such weekday of each month. */
      z.strictObject({ ofMonth: z.enum(['first', 'last']) }),
    ])
    .optional(),
})
export type Slot = z.infer<typeof Slot>

/** Asking for a zone costs more than all else that is parsed of a newsletter, which each batch reads. */
const zonesKnown = new Set<string>()

export const isTimeZone = (zone: string): boolean => {
  try {
    if (!zonesKnown.has(zone)) new Intl.DateTimeFormat('en', { timeZone: zone })
    zonesKnown.add(zone)
    return true
  } catch {
    return false
  }
}
export const TimeZone = z.string().refine(isTimeZone, 'must be an IANA time zone such as Europe/Berlin')

const Domain = z
  .string()
  .transform((typed) => mailDomain(typed) ?? '')
  .pipe(z.string().min(1, 'must be a domain such as throwaway.example'))

// SES takes an ASCII local part and a punycode domain only (SES API v2, `Destination`).
const AsciiAddress = z
  .string()
  .regex(/^[!-?A-~]{1,64}@[a-z0-9.-]{1,253}$/i, 'must be an ASCII e-mail address')

/** The time on a clock, `2026-11-24T07:00`. */
export const LocalTime = z.iso
  .datetime({ local: true, precision: -1 })
  .refine((time) => !time.endsWith('Z'), 'must have no zone')

export const MinimumEntries = z.int().min(1).max(50)
export const Staff = z.array(AsciiAddress).max(20)

/** A slot as it is met: the local date that names its digest, and when the first reader is due. */
export const SlotInstant = z.strictObject({
  date: z.iso.date(),
  at: Instant,
  /** Each reader is due when their own clock shows this; `at` is then the moment at which the first clocks of the world do, those of UTC+14. */
  localTime: LocalTime.optional(),
})
export type SlotInstant = z.infer<typeof SlotInstant>

/** A slot whose digest is to be drafted, or, where it was missed, to be recorded as skipped. */
export const ClaimedSlot = SlotInstant.extend({
  kind: DigestKind,
  missed: z.string().max(200).optional(),
  /** When its draft was asked for last. */
  asked: Instant,
})
export type ClaimedSlot = z.infer<typeof ClaimedSlot>

/** `approve`: nothing leaves without a person. `four-eyes`: and this is not who edited it last. `automatic`: it goes unless someone holds it. */
export const ApprovalPolicy = z.enum(['approve', 'four-eyes', 'automatic'])
export type ApprovalPolicy = z.infer<typeof ApprovalPolicy>

/** `full`: with excerpts; `compact`: titles and publishers; `plain`: text alone. */
export const Layout = z.enum(['full', 'compact', 'plain'])
export type Layout = z.infer<typeof Layout>

/** Besides its own. */
export const OtherLanguages = z
  .array(LanguageTag)
  .max(5)
  .refine((all) => new Set(all).size === all.length, 'must differ')

/** A template of one's own, by the hash under which its source is kept. */
export const OwnTemplate = z.strictObject({ hash: z.string().regex(/^[0-9a-f]{24}$/), savedAt: Instant })

export const Tracking = z.strictObject({ why: Line })
export type Tracking = z.infer<typeof Tracking>

/** At most 12 categories: each costs every reader's template data a flag and a number. */
export const Newsletter = z.strictObject({
  slug: Slug,
  name: Line,
  sender: z.strictObject({ name: Line, address: AsciiAddress }),
  replyTo: AsciiAddress,
  /** CAN-SPAM asks for a valid postal address in every mail: without one nothing can be sent. */
  postalAddress: Line,
  language: LanguageTag,
  /** Readers may choose these for the words around the stories. */
  languages: OtherLanguages.default([]),
  layout: Layout.default('full'),
  theme: Theme.prefault({}),
  /** In place of Gazette's own, of the mail's HTML. */
  template: OwnTemplate.optional(),
  /** Subjects say the date alone, for all readers. */
  datedSubjects: z.boolean().default(false),
  zone: TimeZone,
  slot: Slot,
  /** Each reader gets it when their own clock shows the slot's time; else everybody at once. */
  localHour: z.boolean().default(false),
  approval: ApprovalPolicy.default('approve'),
  /** With fewer entries a digest is skipped. */
  minimumEntries: MinimumEntries.default(1),
  /** Who is told of drafts, sends and what needs a person; absent: `replyTo`. */
  staff: Staff.optional(),
  categories: z
    .array(Category)
    .min(1)
    .max(12)
    .refine((all) => new Set(all.map((one) => one.id)).size === all.length, 'category ids must differ'),
  /** A digest takes unused posts at most this old; older ones belong to the backlog. */
  lookBackDays: z.int().min(1).max(60).default(14),
  /** Entries of a category beyond this stand on the web page only. Four in each of five make some 900 words, which is what people read of a digest. */
  entriesPerCategory: z.int().min(1).max(50).default(4),
  /** Whether many new readers at once are mailed day by day, oldest consent first. */
  ramps: z.boolean().default(true),
  /** Domains whose addresses cannot sign up, since they are thrown away after use; each with all below it. */
  refusedDomains: z.array(Domain).max(200).default([]),
  /** Whether who signs up must confirm it by a letter's link. Whoever left before must in any case. */
  confirms: z.boolean().default(true),
  /** Whether opened mails and followed links are recorded, and why; readers are told. Absent: nothing is. */
  tracking: Tracking.optional(),
  /** Nothing is drafted and nothing begins to be sent, for this reason. */
  paused: z.strictObject({ why: z.string().max(200), at: Instant }).optional(),
  /** Slots up to this instant were claimed; later ones are still to come. */
  slotsHandledThrough: Instant,
  /** The first local date on which the slot counts, since it was changed. */
  slotFrom: z.iso.date().optional(),
  /** Of the slots of before the change, in their order: the last that was claimed, and those that still stand. */
  formerSlots: z.array(SlotInstant).optional(),
  /** Slots that were claimed and whose digests are not there yet. */
  claimedSlots: z.array(ClaimedSlot).max(60).optional(),
  /** Counts the claims of slots and the changes of the slot, so that each is made on the state it was read in. */
  scheduleVersion: z.int().default(0),
  /** The month for which a round-up was claimed last, `2026-11`. */
  roundUpMonth: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional(),
  /** The UTC day whose sweep over the readers was asked for last. */
  sweptOn: z.iso.date().optional(),
  createdAt: Instant,
})
export type Newsletter = z.infer<typeof Newsletter>
