import type * as z from 'zod'
import type { simpleSchema } from '#infra/local/ses/operations/request-schemas.ts'
import { checkHeaders } from '#infra/local/ses/rules/header-rules.ts'
import { checkMessageSize, messageBytes } from '#infra/local/ses/rules/size-rules.ts'
import { badRequest } from '#infra/local/ses/ses-error.ts'
import type { Simulation } from '#infra/local/ses/simulation.ts'

/** Content that is sent as it stands. */
export function prepareSimple(sim: Simulation, simple: z.output<typeof simpleSchema>) {
  const { Subject, Body } = simple
  if (!Body.Text && !Body.Html) throw badRequest('The body has neither a text nor an HTML part.')
  for (const part of [Subject, Body.Text, Body.Html])
    if (part && !isAsciiOrUtf8(part)) throw badRequest('Text beyond 7-bit ASCII needs Charset UTF-8.')
  checkHeaders(simple.Headers ?? [])
  const attachments = simple.Attachments ?? []
  checkMessageSize(messageBytes([Subject.Data, Body.Text?.Data, Body.Html?.Data], attachments))
  return {
    contentHash: sim.contents.put({
      kind: 'simple',
      subject: Subject.Data,
      text: Body.Text?.Data,
      html: Body.Html?.Data,
    }),
    headers: simple.Headers ?? [],
    ...(attachments.length > 0
      ? { attachmentsHash: sim.contents.put({ kind: 'attachments', attachments }) }
      : {}),
  }
}

/** Content.Charset: "By default, Amazon SES uses 7-bit ASCII." Other charsets than UTF-8 are not simulated. */
function isAsciiOrUtf8({ Data, Charset }: { Data: string; Charset?: string | undefined }): boolean {
  if (Charset === undefined || /^(?:us-)?ascii$/iu.test(Charset))
    return Buffer.byteLength(Data) === Data.length
  return /^utf-?8$/iu.test(Charset)
}
