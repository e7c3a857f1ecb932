import { Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { desk } from '../constructs/desk.ts'
import { digestSteps } from '../constructs/digest-steps.ts'
import { feedback } from '../constructs/feedback.ts'
import { Jobs } from '../constructs/jobs.ts'
import { MailSending } from '../constructs/mail-sending.ts'
import { publicPages } from '../constructs/public-pages.ts'
import { requests } from '../constructs/requests.ts'
import { staffMail } from '../constructs/staff-mail.ts'
import { staffSignIn } from '../constructs/staff-sign-in.ts'
import { StageParts, type StagePartsProps } from '../constructs/stage-parts.ts'
import { sweep } from '../constructs/sweep.ts'
import { tick } from '../constructs/tick.ts'

export interface ServiceStackProps extends StagePartsProps {
  readonly senderDomain: string
}

/** What works on the data: one tick, the steps of a digest each with its queue, the events of SES, the public pages, mail to staff, the sweep over the readers, jobs, the desk. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { senderDomain, ...props }: ServiceStackProps) {
    super(scope, id)
    const parts = new StageParts(this, props)
    const queues = {
      drafts: parts.stepQueue('Drafts'),
      approvals: parts.stepQueue('Approvals'),
      freezes: parts.stepQueue('Freezes'),
      closings: parts.stepQueue('Closings'),
      batches: parts.callQueue('Batches'),
    }
    const [urgent, bulk] = [parts.stepQueue('UrgentFeedback'), parts.stepQueue('BulkFeedback')]
    const sending = new MailSending(this, 'Sending', { senderDomain, urgent: urgent.queue, bulk: bulk.queue })
    const jobs = new Jobs(this, parts, sending)
    const asked = parts.callQueue('Requests')
    const sweeps = parts.stepQueue('Sweeps')
    const notices = parts.callQueue('StaffMail')
    const pages = publicPages(this, parts, asked)
    const { publicOrigin } = pages
    tick(this, parts, { queues, sweeps, notices, sending })
    digestSteps(parts, { queues, jobs: jobs.queue, sending, publicOrigin })
    feedback(parts, { urgent, bulk })
    requests(parts, { requests: asked, sending, publicOrigin })
    staffMail(parts, { notices, sending, publicOrigin })
    sweep(parts, { sweeps, requests: asked })
    desk(parts, { pages, queues, jobs, sending, signIn: staffSignIn(this, parts, publicOrigin) })
  }
}
