import type { SESv2ClientConfig } from '@aws-sdk/client-sesv2'
import type { Request } from './memory-table.ts'

/** What becomes of a call. Before or after SES accepted, the caller cannot tell in those that are `unknown`. */
export type CallFate =
  | 'answered'
  | 'slow'
  | 'not-sent'
  | 'throttled'
  | 'paused'
  | 'unavailable-before'
  | 'unavailable-after'
  | 'reset-before'
  | 'reset-after'
  | 'timeout-after'
  | 'unreadable-after'
  | 'nameless-after'
  | 'short-after'

export const UNKNOWN_FATES: readonly CallFate[] = [
  'unavailable-before',
  'unavailable-after',
  'reset-before',
  'reset-after',
  'timeout-after',
  'unreadable-after',
  'nameless-after',
  'short-after',
]

export interface Entry {
  readonly address: string
  readonly tags: Readonly<Record<string, string>>
  readonly data: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>
}

interface Pair {
  Name: string
  Value: string
}

interface BulkBody {
  DefaultEmailTags?: Pair[]
  DefaultContent: { Template: { TemplateData?: string } }
  BulkEmailEntries: {
    Destination: { ToAddresses: string[] }
    ReplacementTags?: Pair[]
    ReplacementHeaders?: Pair[]
    ReplacementEmailContent?: { ReplacementTemplate?: { ReplacementTemplateData?: string } }
  }[]
}

const named = (pairs: readonly Pair[] = []): Record<string, string> =>
  Object.fromEntries(pairs.map(({ Name, Value }) => [Name, Value]))

/** What an entry is mailed with. Whether default tags stay beside an entry's own is not documented, so here they do not. */
const entriesOf = ({ DefaultEmailTags, DefaultContent, BulkEmailEntries }: BulkBody): Entry[] =>
  BulkEmailEntries.map(({ Destination, ReplacementTags, ReplacementHeaders, ReplacementEmailContent }) => ({
    address: Destination.ToAddresses[0] ?? '',
    tags: named(ReplacementTags ?? DefaultEmailTags),
    headers: named(ReplacementHeaders),
    data: JSON.parse(
      ReplacementEmailContent?.ReplacementTemplate?.ReplacementTemplateData ??
        DefaultContent.Template.TemplateData ??
        '{}',
    ),
  }))

export interface SesOptions {
  readonly request: Request
  readonly fateOf: () => CallFate
  /** What SES does with a call: a status for each entry, or the exception that refuses it as a whole. */
  readonly accept: (
    entries: readonly Entry[],
  ) => readonly string[] | { readonly exception: string; readonly message: string }
  /** The caller cannot know what became of this call. */
  readonly onUnknown: () => void
}

const response = (statusCode: number, body: unknown, error?: string) => ({
  response: {
    statusCode,
    headers: { 'content-type': 'application/json', ...(error && { 'x-amzn-errortype': error }) },
    body: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
  },
})

const failure = (code: string) => Object.assign(new Error(code), { code })

type Handled = ReturnType<typeof response>

/** The twin of SES behind the real SDK: what an HTTP handler gets and answers. */
export const memorySes = (options: SesOptions): NonNullable<SESv2ClientConfig['requestHandler']> => {
  const { request, accept } = options

  const answer = (body: BulkBody): Handled => {
    const results = accept(entriesOf(body))
    if ('exception' in results) return response(400, { message: results.message }, results.exception)
    const BulkEmailEntryResults = results.map((Status) =>
      Status === 'SUCCESS' ? { Status, MessageId: 'a-message' } : { Status, Error: Status },
    )
    return response(200, { BulkEmailEntryResults })
  }

  const handle = async (body: BulkBody): Promise<Handled> => {
    const fate = options.fateOf()
    const call = <T>(effect: () => T) => request(`call ${fate}`, effect)
    switch (fate) {
      case 'answered':
        return call(() => answer(body))
      case 'slow': {
        const slow = await call(() => answer(body))
        await request('slow answer', () => {})
        return slow
      }
      case 'not-sent':
        return call(() => {
          throw failure('ECONNREFUSED')
        })
      case 'throttled':
        return call(() =>
          response(429, { message: 'Maximum sending rate exceeded.' }, 'TooManyRequestsException'),
        )
      case 'paused':
        return call(() => response(400, { message: 'Sending is paused.' }, 'SendingPausedException'))
    }
    options.onUnknown()
    if (fate === 'unavailable-before') return call(() => response(503, { message: 'unavailable' }))
    if (fate === 'reset-before')
      return call(() => {
        throw failure('ECONNRESET')
      })
    const lost = await call(() => answer(body))
    if (lost.response.statusCode !== 200) return lost
    if (fate === 'unavailable-after') return response(503, { message: 'unavailable' })
    if (fate === 'unreadable-after') return response(200, '<html>')
    // Something in between may answer, too.
    if (fate === 'nameless-after') return response(408, '')
    if (fate === 'short-after') return response(200, { BulkEmailEntryResults: [] })
    if (fate === 'reset-after') throw failure('ECONNRESET')
    await request('timeout', () => {})
    throw Object.assign(new Error('The request timed out.'), { name: 'TimeoutError' })
  }

  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: ({ body }: { body: Uint8Array | string }) =>
      handle(JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body))),
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
    destroy() {},
  } as NonNullable<SESv2ClientConfig['requestHandler']>
}
