import * as z from 'zod'

// One schema a handler; its keys are the names of the handler files. A new variable goes here first: the type check
// then asks the stack that deploys the handler to set it, and the handler's wiring reads it from here.

const name = z.string().min(1)
const seconds = z.coerce.number<string>().positive()

const common = { LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']) }

/** What editors and admins do needs, on whatever way they ask for it. */
const deskCommon = {
  ...common,
  CONTENT_TABLE: name,
  AUDIENCE_TABLE: name,
  DELIVERY_TABLE: name,
  APPROVE_QUEUE_URL: name,
  BATCH_QUEUE_URL: name,
  JOB_QUEUE_URL: name,
  /** Of the editions. */
  BUCKET: name,
  UPLOADS_BUCKET: name,
  CONFIGURATION_SET: name,
  PEPPER_SECRET: name,
  CALL_LEASE_SECONDS: seconds,
  LEAST_APPROVAL_SECONDS: seconds,
  UNCERTAIN_SECONDS: seconds,
  DESK_SES_TIMEOUT_SECONDS: seconds,
  PUBLIC_ORIGIN: z.url(),
  DESK_TEMPLATES_DIR: name,
}

export const ENV = {
  tick: z.object({
    ...common,
    CONTENT_TABLE: name,
    DELIVERY_TABLE: name,
    DRAFT_QUEUE_URL: name,
    APPROVE_QUEUE_URL: name,
    FREEZE_QUEUE_URL: name,
    BATCH_QUEUE_URL: name,
    CLOSE_QUEUE_URL: name,
    SWEEP_QUEUE_URL: name,
    STAFF_QUEUE_URL: name,
    TICK_SECONDS: seconds,
    PACE: z.enum(['measured', 'unlimited']),
    CONFIGURATION_SET: name,
    CANARY_SECONDS: seconds,
    STUCK_SECONDS: seconds,
    DRAFT_LEAD_SECONDS: z.coerce.number<string>().min(0),
    LEAST_APPROVAL_SECONDS: seconds,
    STALE_SECONDS: seconds,
    STEP_LEASE_SECONDS: seconds,
    CLOSE_EVERY_SECONDS: seconds,
  }),
  'draft-digest': z.object({
    ...common,
    CONTENT_TABLE: name,
    JOB_QUEUE_URL: name,
    LEAST_APPROVAL_SECONDS: seconds,
  }),
  'approve-digest': z.object({
    ...common,
    CONTENT_TABLE: name,
    BUCKET: name,
    PUBLIC_ORIGIN: z.url(),
    /** Each handler that renders has a name of its own for it: where they share one environment, each finds its own. */
    TEMPLATES_DIR: name,
  }),
  'freeze-audience': z.object({
    ...common,
    CONTENT_TABLE: name,
    AUDIENCE_TABLE: name,
    DELIVERY_TABLE: name,
    CONFIGURATION_SET: name,
    RAMPS: z.enum(['on', 'off']),
  }),
  'send-batch': z.object({
    ...common,
    CONTENT_TABLE: name,
    AUDIENCE_TABLE: name,
    DELIVERY_TABLE: name,
    BATCH_QUEUE_URL: name,
    CONFIGURATION_SET: name,
    TRACKED_CONFIGURATION_SET: name,
    SIGNING_KEYS_SECRET: name,
    PUBLIC_ORIGIN: z.url(),
    SES_TIMEOUT_SECONDS: seconds,
    CALL_LEASE_SECONDS: seconds,
  }),
  'record-feedback': z.object({
    ...common,
    CONTENT_TABLE: name,
    AUDIENCE_TABLE: name,
    DELIVERY_TABLE: name,
    PEPPER_SECRET: name,
  }),
  'close-digest': z.object({
    ...common,
    CONTENT_TABLE: name,
    DELIVERY_TABLE: name,
    BATCH_QUEUE_URL: name,
    CALL_LEASE_SECONDS: seconds,
    UNCERTAIN_SECONDS: seconds,
  }),
  'answer-request': z.object({
    ...common,
    CONTENT_TABLE: name,
    AUDIENCE_TABLE: name,
    REQUEST_QUEUE_URL: name,
    CONFIGURATION_SET: name,
    PEPPER_SECRET: name,
    SIGNING_KEYS_SECRET: name,
    PUBLIC_ORIGIN: z.url(),
    SES_TIMEOUT_SECONDS: seconds,
    LETTER_TEMPLATES_DIR: name,
  }),
  'tell-staff': z.object({
    ...common,
    CONTENT_TABLE: name,
    STAFF_QUEUE_URL: name,
    CONFIGURATION_SET: name,
    PUBLIC_ORIGIN: z.url(),
    LEAST_APPROVAL_SECONDS: seconds,
    SES_TIMEOUT_SECONDS: seconds,
    STAFF_TEMPLATES_DIR: name,
  }),
  'run-job': z.object({
    ...common,
    CONTENT_TABLE: name,
    AUDIENCE_TABLE: name,
    DELIVERY_TABLE: name,
    UPLOADS_BUCKET: name,
    CONFIGURATION_SET: name,
    RAMPS: z.enum(['on', 'off']),
  }),
  'sweep-readers': z.object({ ...common, AUDIENCE_TABLE: name, REQUEST_QUEUE_URL: name }),
  desk: z.object({
    ...deskCommon,
    DESK_KEYS_SECRET: name,
    DRAFT_LEAD_SECONDS: z.coerce.number<string>().min(0),
    DESK_ASSETS_DIR: name,
    OIDC_ISSUER: z.url(),
    OIDC_CLIENT_ID: name,
    OIDC_GROUPS_CLAIM: name,
    /** `standard`: as the provider says it; else the domain where Cognito ends its session. */
    OIDC_SIGN_OUT: name,
  }),
  public: z.object({
    ...common,
    CONTENT_TABLE: name,
    AUDIENCE_TABLE: name,
    REQUEST_QUEUE_URL: name,
    SIGNING_KEYS_SECRET: name,
  }),
} as const

export type HandlerName = keyof typeof ENV
/** What a stack must set for a handler: strings, under exactly these names. */
export type EnvInput<Name extends HandlerName> = z.input<(typeof ENV)[Name]>
export type Env<Name extends HandlerName> = z.output<(typeof ENV)[Name]>

/** What programs of editors and admins need beside. */
const DESK_ENV = z.object({
  ...deskCommon,
  /** All queues that have a worker. */
  WORK_QUEUE_URLS: name.transform((urls) => urls.split(' ')),
})
export type DeskEnv = Env<'desk'> | z.output<typeof DESK_ENV>

type Source = Readonly<Record<string, string | undefined>>

const parseEnv = <T>(schema: z.ZodType<T>, source: Source, of: string): T => {
  const parsed = schema.safeParse(source)
  if (!parsed.success) throw new Error(`The environment of ${of} is wrong:\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}

export const readDeskEnv = (source: Source = process.env) => parseEnv(DESK_ENV, source, 'the desk')

/** Reads a handler's variables, or fails naming every one that is missing or wrong. */
export const readEnv = <Name extends HandlerName>(handler: Name, source: Source = process.env): Env<Name> =>
  parseEnv<unknown>(ENV[handler], source, handler) as Env<Name>
