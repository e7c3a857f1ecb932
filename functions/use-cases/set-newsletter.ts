import { actOf, type Verb } from '#functions/core/act.ts'
import { Invalid, NotFound } from '#functions/core/errors.ts'
import { isSameLanguage, spokenLanguage } from '#functions/core/messages/languages.ts'
import { type ApprovalPolicy, type Layout, type Newsletter, Tracking } from '#functions/core/newsletter.ts'
import { shortReason } from '#functions/core/short-reason.ts'
import type { Theme } from '#functions/core/theme.ts'
import type { Actor } from './act-on-digest.ts'
import type { Acts, Clock, Newsletters, Settings } from './ports.ts'

interface Deps {
  newsletters: Newsletters
  acts: Acts
  clock: Clock
}

/** The reason as readers see it, whole. */
const trackingFor = (why: string): Tracking => {
  const tracking = Tracking.safeParse({ why })
  if (!tracking.success) throw new Invalid('Readers see the reason: say it in 1 to 200 characters.')
  return tracking.data
}

/** What admins decide of a newsletter, each with who did it and why. */
export const setNewsletter = (deps: Deps) => {
  const existing = async (slug: string): Promise<Newsletter> => {
    const newsletter = await deps.newsletters.get(slug)
    if (newsletter === undefined) throw new NotFound(`There is no newsletter ${slug}.`)
    return newsletter
  }
  const set = async (newsletter: string, settings: Settings, verb: Verb, { by, why }: Actor) => {
    await existing(newsletter)
    // Before it is done, so that nothing is changed unseen.
    await deps.acts.put({ newsletter }, actOf({ verb, by, why, at: deps.clock() }))
    await deps.newsletters.set(newsletter, settings)
  }
  return {
    /** Has many new readers at once mailed day by day, or all of them with everybody else, from the next freeze on. */
    ramp: (newsletter: string, ramps: boolean, actor: Actor) =>
      set(newsletter, { ramps }, ramps ? 'ramp' : 'no-ramp', actor),

    /** Has who signs up confirm it by a letter's link, or not. */
    confirmations: (newsletter: string, confirms: boolean, actor: Actor) =>
      set(newsletter, { confirms }, confirms ? 'confirmations' : 'no-confirmations', actor),

    /** Says who must approve a digest before it goes out. */
    approval: (newsletter: string, approval: ApprovalPolicy, actor: Actor) =>
      set(newsletter, { approval }, approval, actor),

    /** Has digests with fewer entries skipped. */
    minimum: (newsletter: string, minimumEntries: number, actor: Actor) =>
      set(newsletter, { minimumEntries }, 'minimum', actor),

    /** Says who is told of drafts, sends and what needs a person; nobody, where none are named. */
    staff: (newsletter: string, staff: readonly string[], actor: Actor) =>
      set(newsletter, { staff: [...staff] }, 'staff', actor),

    /** Has digests laid out otherwise, from the next approval on. */
    layout: (newsletter: string, layout: Layout, actor: Actor) =>
      set(newsletter, { layout }, 'layout', actor),

    /** Has the words around the stories in other languages besides its own, from the next approval on. */
    languages: async (newsletter: string, languages: readonly string[], actor: Actor) => {
      const own = spokenLanguage((await existing(newsletter)).language)
      if (languages.some((other) => isSameLanguage(other, own)))
        throw new Invalid(`The words around its stories are in ${own} anyway: name the others.`)
      await set(newsletter, { languages: [...languages] }, 'languages', actor)
    },

    /** Gives its mails another look, from the next approval on. */
    theme: (newsletter: string, theme: Theme, actor: Actor) => set(newsletter, { theme }, 'theme', actor),

    /** Has subjects say the date alone, for all readers, from the next approval on, or what the digest tells. */
    subjects: (newsletter: string, datedSubjects: boolean, actor: Actor) =>
      set(newsletter, { datedSubjects }, datedSubjects ? 'dated-subjects' : 'telling-subjects', actor),

    /** Nothing of it is drafted and nothing begins to be sent from now on; what is being sent goes on. */
    pause: (newsletter: string, actor: Actor) =>
      set(
        newsletter,
        { paused: { why: shortReason(actor.why), at: deps.clock() } },
        'pause-newsletter',
        actor,
      ),

    /** It goes on with its next slot. What was held meanwhile stays so until a person resumes it. */
    resume: (newsletter: string, actor: Actor) =>
      set(newsletter, { paused: null }, 'resume-newsletter', actor),

    /** Has opened mails and followed links recorded, for a reason that readers see, or no more. */
    tracking: (newsletter: string, tracks: boolean, actor: Actor) =>
      tracks
        ? set(newsletter, { tracking: trackingFor(actor.why) }, 'tracking', actor)
        : set(newsletter, { tracking: null }, 'no-tracking', actor),
  }
}

/** What is either on or off. */
export type Setting = 'ramp' | 'confirmations' | 'tracking'
