import { allRecipients } from '../all-recipients.ts'
import { bareAddress } from '../mime/bare-address.ts'
import { type RenderedMail, renderMail } from '../render-mail.ts'
import type { Simulation } from '../simulation.ts'
import type { AcceptedCall, AcceptedMail } from '../store/accepted-call.ts'
import type { ContentStore } from '../store/content-store.ts'
import type { MailStatus } from '../store/mail-status.ts'
import { mailPart } from './mail-part.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { outcomeEvents } from './outcome-events.ts'
import type { ToSuppress } from './suppress.ts'

export interface SesEvent {
  readonly type: string
  readonly message: string
}

const EICAR = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'

const STATUSES: Record<Outcome, MailStatus> = {
  delivered: 'delivered',
  'delayed, then delivered': 'delivered',
  'hard bounce': 'bounced',
  'soft bounce': 'bounced',
  complaint: 'complained',
  rejected: 'rejected',
  'rendering failure': 'rendering failed',
  'global suppression': 'suppressed',
  'bounce suppression': 'suppressed',
  'complaint suppression': 'suppressed',
}

const tryToRender = (
  contents: ContentStore,
  call: AcceptedCall,
  mail: AcceptedMail,
): RenderedMail | string => {
  if (mail.outcome === 'rendering failure') return "Attribute 'forced' is not present in the rendering data."
  try {
    return renderMail(contents, call, mail)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const rejected = (mail: AcceptedMail) => new Map<Outcome, string[]>([['rejected', allRecipients(mail)]])

const byOutcome = (mail: AcceptedMail): Map<Outcome, string[]> =>
  Map.groupBy(
    allRecipients(mail).map(bareAddress),
    (address) => mail.outcome ?? outcomeOf(address, mail.suppressed?.[address]),
  )

const severity = (outcome: Outcome) => Object.keys(STATUSES).indexOf(outcome)

/** Hard bounces and complaints of real mailboxes enter the account's list; the mailbox simulator's never do. */
const toSuppress = (groups: Map<Outcome, string[]>): ToSuppress[] =>
  (['hard bounce', 'complaint'] as const).flatMap((outcome) =>
    (groups.get(outcome) ?? [])
      .filter((address) => !address.toLowerCase().endsWith('@simulator.amazonses.com'))
      .map((address) => ({
        address,
        reason: outcome === 'complaint' ? 'COMPLAINT' : 'BOUNCE',
      })),
  )

/** What becomes of an accepted mail: its events in order, how it ends, and who goes onto the suppression list. */
export const mailEvents = (
  contents: ContentStore,
  owner: Simulation['owner'],
  call: AcceptedCall,
  mail: AcceptedMail,
): {
  events: SesEvent[]
  status: MailStatus
  suppress: ToSuppress[]
} => {
  const event = (type: string, part: object, details: { subject?: string; headers: boolean }): SesEvent => ({
    type,
    message: JSON.stringify({ eventType: type, mail: mailPart(call, mail, owner, details), ...part }),
  })
  const rendered = tryToRender(contents, call, mail)
  if (typeof rendered === 'string') {
    const failure = { templateName: call.templateName ?? '', errorMessage: rendered }
    return {
      events: [event('Rendering Failure', { failure }, { headers: false })],
      status: 'rendering failed',
      suppress: [],
    }
  }
  // A Send of a template is published before the template is filled: it has no subject yet.
  const send = event(
    'Send',
    { send: {} },
    call.templateName === undefined ? { subject: rendered.subject, headers: true } : { headers: true },
  )
  const groups =
    rendered.html?.includes(EICAR) || rendered.text?.includes(EICAR) ? rejected(mail) : byOutcome(mail)
  const later = [...groups].flatMap(([outcome, recipients]) =>
    outcomeEvents(outcome, mail.id, recipients).map(({ type, part }) =>
      event(type, part, { subject: rendered.subject, headers: type !== 'DeliveryDelay' }),
    ),
  )
  // Of several recipients the one that fared worst gives the mail its status.
  const worst = [...groups.keys()].sort((one, other) => severity(other) - severity(one))[0] ?? 'delivered'
  return { events: [send, ...later], status: STATUSES[worst], suppress: toSuppress(groups) }
}
