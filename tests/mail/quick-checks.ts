import { checkMail } from '#functions/adapters/html/check-mail.ts'
import { domainOf } from '#functions/core/address.ts'
import { type Baseline, clientFaults } from './checks/clients.ts'
import { dkimFaults } from './checks/dkim.ts'
import { htmlFaults } from './checks/html.ts'
import { joined, type Lacks, lacksOf } from './checks/lacks-of.ts'
import { mimeFaults } from './checks/mime.ts'
import { valueFaults } from './checks/values.ts'
import { eachOnce, type Found } from './found.ts'
import type { MailMessage } from './message-of.ts'
import type { Rendered } from './rendered.ts'

const htmlsOf = ({ mail }: Rendered): string[] => mail.views.flatMap(({ html }) => html ?? [])

// Asked for by a fixture's own check and by that of all fixtures together.
const known = new WeakMap<Rendered, Lacks>()

/** What any reader of a fixture gets and some mail program lacks. */
export const lacksIn = (rendered: Rendered): Lacks => {
  const lacks = known.get(rendered) ?? joined(htmlsOf(rendered).map(lacksOf))
  known.set(rendered, lacks)
  return lacks
}

/** What is found with neither a browser nor another program, in the mails of all readers. */
export const quickChecks = async (
  rendered: Rendered,
  message: MailMessage,
  baseline: Baseline,
  signed?: readonly string[],
): Promise<Found> => {
  const htmls = htmlsOf(rendered)
  const html = await Promise.all(htmls.map(htmlFaults))
  const clients = [...clientFaults(lacksIn(rendered), baseline), ...htmls.flatMap(valueFaults)]
  return {
    mail: checkMail(rendered.mail),
    ...(htmls.length > 0 && { html: eachOnce(html.flat()), clients: eachOnce(clients) }),
    dkim: await dkimFaults(message.mime, domainOf(message.from.address), signed),
    mime: await mimeFaults(message),
  }
}
