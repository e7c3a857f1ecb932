import { checkHeaders } from '../rules/header-rules.ts'
import { checkMessageSize } from '../rules/size-rules.ts'
import { badRequest } from '../ses-error.ts'
import type { Simulation } from '../simulation.ts'
import type { Simple } from './request-schemas.ts'

/** Content.Charset: "By default, Amazon SES uses 7-bit ASCII." Other charsets than UTF-8 are not simulated. */
const isAsciiOrUtf8 = ({ Data, Charset }: { Data: string; Charset?: string | undefined }): boolean => {
  if (Charset === undefined || /^(?:us-)?ascii$/iu.test(Charset))
    return Buffer.byteLength(Data) === Data.length
  return /^utf-?8$/iu.test(Charset)
}

/** Content that is sent as it stands. */
export const prepareSimple = (sim: Simulation, simple: Simple) => {
  const { Subject, Body } = simple
  if (!Body.Text && !Body.Html) throw badRequest('The body has neither a text nor an HTML part.')
  for (const part of [Subject, Body.Text, Body.Html])
    if (part && !isAsciiOrUtf8(part)) throw badRequest('Text beyond 7-bit ASCII needs Charset UTF-8.')
  checkHeaders(simple.Headers ?? [])
  checkMessageSize([Subject.Data, Body.Text?.Data ?? '', Body.Html?.Data ?? ''])
  return {
    contentHash: sim.contents.put({
      kind: 'simple',
      subject: Subject.Data,
      text: Body.Text?.Data,
      html: Body.Html?.Data,
    }),
    headers: simple.Headers ?? [],
  }
}
