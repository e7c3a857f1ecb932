/** Everything that differs between stages. Times are in seconds. Readers a second = calls a second × readers a call, and these follow SES's MaxSendRate (`core/batch.ts`). */
export interface Stage {
  /** Where readers reach the public pages; by default the address of the HTTP API. */
  readonly publicOrigin?: string
  /** Between two ticks. EventBridge knows no rule below a minute. */
  readonly tickSeconds: number
  /** SES calls a second. AWS documents one request a second for most actions; unlimited is for emulators. */
  readonly callsPerSecond: number | 'unlimited'
  /** How long before its slot a digest is drafted. */
  readonly draftLeadSeconds: number
  /** How often a digest whose batches are all handed out is looked at. */
  readonly closeEverySeconds: number
  /** How long an uncertain reader may wait for an event of SES. */
  readonly uncertainSeconds: number
  /** Longest run of a function that works on a digest as a whole. */
  readonly stepTimeoutSeconds: number
  /** Longest run of a function that sends a batch: above the 33 s that one SES call may take. */
  readonly callTimeoutSeconds: number
  /** How long a window of delivery events is gathered before it is recorded. */
  readonly feedbackWindowSeconds: number
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  /** Whether tables, bucket and logs outlive their stack. */
  readonly keepData: boolean
}

export const prod: Stage = {
  tickSeconds: 60,
  callsPerSecond: 1,
  draftLeadSeconds: 24 * 3600,
  closeEverySeconds: 300,
  uncertainSeconds: 3600,
  stepTimeoutSeconds: 300,
  callTimeoutSeconds: 60,
  feedbackWindowSeconds: 60,
  logLevel: 'info',
  keepData: true,
}

/** One machine, real time: a digest goes out while one looks on. */
export const local = (publicOrigin: string, callsPerSecond: Stage['callsPerSecond']): Stage => ({
  publicOrigin,
  tickSeconds: 1,
  callsPerSecond,
  draftLeadSeconds: 0,
  closeEverySeconds: 1,
  uncertainSeconds: 60,
  stepTimeoutSeconds: 30,
  callTimeoutSeconds: 10,
  feedbackWindowSeconds: 0,
  logLevel: 'warn',
  keepData: false,
})
