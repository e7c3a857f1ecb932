import { buildMime } from '#infra/local/ses/mime/build-mime.ts'
import { renderMail } from '#infra/local/ses/render-mail.ts'
import { mergeTags } from '#infra/local/ses/rules/tag-rules.ts'
import type { Simulation } from '#infra/local/ses/simulation.ts'
import type { NameValue } from '#infra/local/ses/store/accepted-call.ts'

export interface Message {
  /** The raw message, as an .eml file holds it. */
  mime: string
  subject: string
  html: string
  text: string
  headers: NameValue[]
  from: string
  to: string[]
  tags: Record<string, string>
  time: number
  template?: string
  configurationSet?: string
}

/** Renders a mail from the log. Throws if there is none of this id, or if its template cannot be filled. */
export function readMessage(sim: Simulation, id: string): Message {
  const index = sim.log.find(id)
  const call = index && sim.log.read(index.call)
  const mail = call?.mails[index?.position ?? 0]
  if (!call || !mail) throw new Error(`No mail ${id} was accepted`)
  const rendered = renderMail(sim.contents, call, mail)
  const set = call.configurationSet
  const headers = [
    ...rendered.headers,
    ...(set === undefined ? [] : [{ name: 'X-SES-CONFIGURATION-SET', value: set }]),
  ]
  const { from, replyTo, time } = call
  return {
    mime:
      rendered.raw ??
      buildMime({
        ...rendered,
        id,
        time,
        from,
        ...(replyTo ? { replyTo } : {}),
        to: mail.to,
        ...(mail.cc ? { cc: mail.cc } : {}),
        headers,
      }),
    subject: rendered.subject,
    html: rendered.html ?? '',
    text: rendered.text ?? '',
    headers,
    from,
    to: mail.to,
    tags: Object.fromEntries(mergeTags(call.tags, mail.tags).map(({ name, value }) => [name, value])),
    time,
    ...(call.templateName ? { template: call.templateName } : {}),
    ...(set === undefined ? {} : { configurationSet: set }),
  }
}
