/** An OpenID Connect provider that knows the staff. */
export interface StaffSignIn {
  readonly issuer: string
  readonly clientId: string
  /** The claim of its ID tokens that lists a person's groups. */
  readonly groupsClaim: string
}

/** Everything that differs between stages. Times are in seconds. How fast SES is called is reckoned in `core/pace.ts`, readers a call in `core/batch.ts`. */
export interface Stage {
  /** Where readers reach the public pages; by default the address of the HTTP API. */
  readonly publicOrigin?: string
  /** Where staff sign in; by default a user pool of Amazon Cognito that is made for it. */
  readonly signIn?: StaffSignIn
  /** Between two ticks. EventBridge knows no rule below a minute. */
  readonly tickSeconds: number
  /** `measured`: SES is called as fast as its account and its answers allow; `unlimited` is for emulators. */
  readonly pace: 'measured' | 'unlimited'
  /** Whether many new readers at once are mailed day by day. */
  readonly ramps: boolean
  /** How long the other calls of a variant wait for an event of its first. */
  readonly canarySeconds: number
  /** A digest of which nothing moved for so long raises an alarm. */
  readonly stuckSeconds: number
  /** How long before its slot a digest is drafted. */
  readonly draftLeadSeconds: number
  /** How long people have to approve a draft that comes late, or a digest that was resumed. */
  readonly leastApprovalSeconds: number
  /** What is older than this after its time is not sent by itself. */
  readonly staleSeconds: number
  /** How often a digest whose batches are all handed out is looked at. */
  readonly closeEverySeconds: number
  /** How long an uncertain reader may wait for an event of SES. */
  readonly uncertainSeconds: number
  /** Longest run of a function that works on a digest as a whole. */
  readonly stepTimeoutSeconds: number
  /** How long SES may take to answer a call; 3 s more to connect. */
  readonly sesTimeoutSeconds: number
  /** Longest run of a function that sends a batch: at least 10 s more than SES may take. */
  readonly callTimeoutSeconds: number
  /** How long a window of delivery events is gathered before it is recorded. */
  readonly feedbackWindowSeconds: number
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  /** Whether tables, bucket and logs outlive their stack. */
  readonly keepData: boolean
}

const MARGIN_SECONDS = 5

/** After so many seconds nobody can still be at a step of a digest, or in a call to SES; and so long a message of either stays out of sight, longer than its worker can run. */
export const leasesOf = ({ stepTimeoutSeconds, callTimeoutSeconds }: Stage) => ({
  step: stepTimeoutSeconds + MARGIN_SECONDS,
  call: callTimeoutSeconds + MARGIN_SECONDS,
  callMessage: callTimeoutSeconds + 2 * MARGIN_SECONDS,
})

export const prod: Stage = {
  tickSeconds: 60,
  pace: 'measured',
  ramps: true,
  canarySeconds: 120,
  stuckSeconds: 7200,
  draftLeadSeconds: 48 * 3600,
  leastApprovalSeconds: 4 * 3600,
  staleSeconds: 12 * 3600,
  closeEverySeconds: 300,
  uncertainSeconds: 3600,
  stepTimeoutSeconds: 300,
  sesTimeoutSeconds: 30,
  callTimeoutSeconds: 60,
  feedbackWindowSeconds: 60,
  logLevel: 'info',
  keepData: true,
}

/** One machine, real time: a digest goes out while one looks on. */
export const local = (publicOrigin: string, pace: Stage['pace']): Stage => ({
  publicOrigin,
  tickSeconds: 1,
  pace,
  ramps: false,
  canarySeconds: 5,
  stuckSeconds: 600,
  draftLeadSeconds: 48 * 3600,
  leastApprovalSeconds: 4 * 3600,
  staleSeconds: 12 * 3600,
  closeEverySeconds: 1,
  uncertainSeconds: 60,
  stepTimeoutSeconds: 30,
  sesTimeoutSeconds: 5,
  callTimeoutSeconds: 15,
  feedbackWindowSeconds: 0,
  logLevel: 'warn',
  keepData: false,
})
