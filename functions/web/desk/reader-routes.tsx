import type { Child } from 'hono/jsx'
import * as z from 'zod'
import { deskPath } from '#functions/core/desk-paths.ts'
import type { DigestRef } from '#functions/core/digest-key.ts'
import { Conflict, Invalid } from '#functions/core/errors.ts'
import { numberOf } from '#functions/core/number-of.ts'
import { ReaderId } from '#functions/core/reader-id.ts'
import { MOST_NAMED } from '#functions/core/undecided.ts'
import type { decideReaders } from '#functions/use-cases/decide-readers.ts'
import type { Undecided } from '#functions/use-cases/undecided-readers.ts'
import type { Answer } from '#functions/use-cases/why-not.ts'
import { leadTo } from './answers.ts'
import { DecisionForm } from './decision-form.tsx'
import { Decisions } from './decisions.tsx'
import type { DeskContext, DeskRoute } from './desk-route.ts'
import { digestTitle } from './digest-card.tsx'
import { DigestHead } from './digest-head.tsx'
import { fieldsOf, Several } from './form-fields.ts'
import type { Framed } from './frame.tsx'
import { type HeadDeps, headOf } from './head-of.ts'
import { againstResend } from './undecided-list.tsx'
import { Why } from './why-field.tsx'
import { WhyNotForm } from './why-not-form.tsx'

export interface ReaderDeps extends HeadDeps {
  /** Whom nothing settles by itself; undefined before its readers are frozen. */
  undecidedReaders: (ref: DigestRef) => Promise<Undecided | undefined>
  decide: ReturnType<typeof decideReaders>
  whyNot: (ref: DigestRef, who: string) => Promise<Answer>
  addressOf: (newsletter: string, reader: string) => Promise<string | undefined>
}

const Asked = z.object({ who: z.string().trim().min(1, 'name a reader').max(320) })

const DecideForm = z.object({
  /** The one whose button was pressed. */
  reader: Several,
  /** All that were shown. */
  uncertain: Several,
  failed: Several,
  sure: z.literal('yes').optional(),
  why: z.string().optional(),
})

/** About whom a decision is, in the groups in which they were shown. */
const wantedIn = (verb: 'resend' | 'leave', { reader, uncertain, failed }: z.infer<typeof DecideForm>) => {
  const isWanted = (id: string) => reader.length === 0 || reader.includes(id)
  const own = {
    uncertain: uncertain.filter(isWanted),
    failed: verb === 'leave' ? [] : failed.filter(isWanted),
  }
  const ids = z
    .array(ReaderId)
    .min(1)
    .max(MOST_NAMED)
    .safeParse([...own.uncertain, ...own.failed])
  if (!ids.success) throw new Invalid(`Name 1 to ${MOST_NAMED} readers who are uncertain or failed.`)
  return { ...own, ids: ids.data }
}

const told = (verb: 'resend' | 'leave', count: number, status: string): string => {
  const who = `${numberOf(count, 'reader')} `
  if (verb === 'leave') return `${who}${count === 1 ? 'stays' : 'stay'} uncertain by your word.`
  const when = status === 'sending' ? 'at the next calls' : `once it is resumed; it is ${status}`
  return `${who}${count === 1 ? 'waits' : 'wait'} to be sent to again, ${when}.`
}

/** Readers of a digest by name, for admins: who is uncertain or failed, and why somebody did not get it. */
export const readerRoutes = (deps: ReaderDeps, page: Framed): DeskRoute[] => {
  const titled = (c: DeskContext, children: Child) => {
    const { ref, newsletter } = c.var
    return c.html(page(c, { title: `Readers: ${digestTitle(ref)}`, newsletter, room: 'digest', children }))
  }

  const shown = async (c: DeskContext, undecided?: Undecided) => {
    const { ref, newsletter, zone = newsletter.zone } = c.var
    const head = await headOf(deps, c, 'readers')
    return titled(
      c,
      <>
        <DigestHead {...head} />
        <WhyNotForm path={deskPath(ref)} zone={zone} />
        <Decisions head={head} undecided={undecided} zone={zone} />
      </>,
    )
  }

  const decision = (verb: 'resend' | 'leave'): DeskRoute => ({
    method: 'POST',
    path: `/desk/digests/:digest/readers/${verb}`,
    right: 'administer',
    handle: async (c) => {
      const { ref, newsletter, person } = c.var
      const form = await fieldsOf(c, DecideForm)
      const { ids, uncertain, failed } = wantedIn(verb, form)
      if (form.sure === undefined) {
        const { digest, viewing } = await headOf(deps, c, 'readers')
        const against = verb === 'resend' ? againstResend(digest, viewing.now) : undefined
        if (against !== undefined) throw new Conflict(against)
        const [only, ...others] = ids
        const address = only && others.length === 0 ? await deps.addressOf(newsletter.slug, only) : undefined
        const children = (
          <DecisionForm verb={verb} digest={digest} uncertain={uncertain} failed={failed} address={address} />
        )
        const title = verb === 'resend' ? 'Send again?' : 'Leave them uncertain?'
        return c.html(page(c, { title, newsletter, room: 'digest', children }))
      }
      const why = Why.safeParse(form.why)
      if (!why.success) throw new Invalid('Say why, in at most 200 characters.')
      const { status } = await deps.decide[verb](ref, ids, { by: person.name, why: why.data })
      return leadTo(c, `${deskPath(ref)}/readers`, { text: told(verb, ids.length, status) })
    },
  })

  return [
    {
      method: 'GET',
      path: '/desk/digests/:digest/readers',
      right: 'administer',
      handle: (c) => shown(c),
    },
    {
      method: 'GET',
      path: '/desk/digests/:digest/readers/names',
      right: 'administer',
      handle: async (c) => shown(c, await deps.undecidedReaders(c.var.ref)),
    },
    {
      // An address must not stand in a URL, which logs keep.
      method: 'POST',
      path: '/desk/digests/:digest/readers',
      right: 'administer',
      handle: async (c) => {
        const { ref, newsletter, zone = newsletter.zone } = c.var
        const { who } = await fieldsOf(c, Asked)
        const head = await headOf(deps, c, 'readers')
        const answer = await deps.whyNot(ref, who)
        return titled(
          c,
          <>
            <DigestHead {...head} />
            <WhyNotForm path={deskPath(ref)} zone={zone} asked={who} answer={answer} />
            <p>
              <a href={`${deskPath(ref)}/readers`}>Readers to be decided about</a>
            </p>
          </>,
        )
      },
    },
    decision('resend'),
    decision('leave'),
  ]
}
