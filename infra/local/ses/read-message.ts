import { buildMime } from './mime/build-mime.ts'
import { renderMail } from './render-mail.ts'
import { tagsOf } from './rules/tag-rules.ts'
import type { Simulation } from './simulation.ts'
import type { NameValue } from './store/accepted-call.ts'

export interface Message {
  /** The whole message, as an .eml file holds it. */
  readonly mime: string
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly headers: readonly NameValue[]
  readonly from: string
  readonly to: readonly string[]
  readonly tags: Record<string, string>
  readonly time: number
  readonly template?: string
  readonly configurationSet?: string
}

/** Renders a mail from the log. Throws if there is none of this id, or if its template cannot be filled. */
export const readMessage = (sim: Simulation, id: string): Message => {
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
    mime: buildMime({
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
    tags: tagsOf(call, mail),
    time,
    ...(call.templateName ? { template: call.templateName } : {}),
    ...(set === undefined ? {} : { configurationSet: set }),
  }
}
