import type { MailSending } from './mail-sending.ts'
import type { StageParts } from './stage-parts.ts'
import type { WorkQueue } from './work-queue.ts'

export interface StaffMailProps {
  readonly notices: WorkQueue
  readonly sending: MailSending
  readonly publicOrigin: string
}

/** What tells staff of drafts, of what needs a person, and of what was sent. */
export const staffMail = (parts: StageParts, { notices, sending, publicOrigin }: StaffMailProps): void => {
  const worker = parts.handler(
    'TellStaff',
    'tell-staff',
    { timeoutSeconds: parts.stage.callTimeoutSeconds, memoryMb: 1024, carries: ['templates'] },
    {
      ...parts.contentTable,
      STAFF_QUEUE_URL: notices.queue.queueUrl,
      CONFIGURATION_SET: sending.configurationSet.configurationSetName,
      PUBLIC_ORIGIN: publicOrigin,
      LEAST_APPROVAL_SECONDS: String(parts.stage.leastApprovalSeconds),
      SES_TIMEOUT_SECONDS: String(parts.stage.sesTimeoutSeconds),
      STAFF_TEMPLATES_DIR: '/var/task/templates',
    },
  )
  parts.data.content.grantPreview(worker)
  sending.grantSendLetters(worker)
  sending.grantReadAccount(worker)
  sending.grantReadSender(worker)
  // One message becomes one for each of the staff.
  notices.grantHandOut(worker)
  notices.feed(worker, { batchSize: 1, workers: 2 })
}
