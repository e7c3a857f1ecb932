import { S3Client } from '@aws-sdk/client-s3'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { dynamoActs } from '#functions/adapters/dynamodb/acts.ts'
import { dynamoDigests } from '#functions/adapters/dynamodb/digests.ts'
import { dynamoHistories } from '#functions/adapters/dynamodb/histories.ts'
import { dynamoJobs } from '#functions/adapters/dynamodb/jobs.ts'
import { dynamoLedger } from '#functions/adapters/dynamodb/ledger.ts'
import { dynamoNewsletters } from '#functions/adapters/dynamodb/newsletters.ts'
import { dynamoOwnTemplates } from '#functions/adapters/dynamodb/own-templates.ts'
import { dynamoPeople } from '#functions/adapters/dynamodb/people.ts'
import { dynamoPictures } from '#functions/adapters/dynamodb/pictures.ts'
import { dynamoPosts } from '#functions/adapters/dynamodb/posts.ts'
import { dynamoSoftBounces } from '#functions/adapters/dynamodb/soft-bounces.ts'
import { dynamoStaffBook } from '#functions/adapters/dynamodb/staff-book.ts'
import { dynamoSubscribers } from '#functions/adapters/dynamodb/subscribers.ts'
import { dynamoSuppressions } from '#functions/adapters/dynamodb/suppressions.ts'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import { checkMail } from '#functions/adapters/html/check-mail.ts'
import { mjmlEditionRenderer } from '#functions/adapters/mjml/edition-renderer.ts'
import { mailFixtures } from '#functions/adapters/mjml/fixtures.ts'
import { readPicture } from '#functions/adapters/pictures/read-picture.ts'
import { s3Editions } from '#functions/adapters/s3/editions.ts'
import { s3Uploads } from '#functions/adapters/s3/uploads.ts'
import { pepperSecret } from '#functions/adapters/secrets/secrets.ts'
import { sesAccount } from '#functions/adapters/ses/account.ts'
import { sesAccountList } from '#functions/adapters/ses/account-list.ts'
import { sesLetterMailer } from '#functions/adapters/ses/letter-mailer.ts'
import { sqsDeadLetters } from '#functions/adapters/sqs/dead-letters.ts'
import { sqsQueue } from '#functions/adapters/sqs/queue.ts'
import type { JobRef } from '#functions/core/job.ts'
import { addByHand } from '#functions/use-cases/add-by-hand.ts'
import { addSubscriber } from '#functions/use-cases/add-subscriber.ts'
import { addressedReadersOf } from '#functions/use-cases/addressed-readers.ts'
import { approveDigest } from '#functions/use-cases/approve-digest.ts'
import { askForDryRun } from '#functions/use-cases/ask-for-dry-run.ts'
import { askForJob } from '#functions/use-cases/ask-for-job.ts'
import { audienceEstimate } from '#functions/use-cases/audience-estimate.ts'
import type { BatchMessage } from '#functions/use-cases/batch-message.ts'
import { controlDigest } from '#functions/use-cases/control-digest.ts'
import { correctEntry } from '#functions/use-cases/correct-entry.ts'
import { decideReaders } from '#functions/use-cases/decide-readers.ts'
import { digestRevisions } from '#functions/use-cases/digest-revisions.ts'
import { digestStatus } from '#functions/use-cases/digest-status.ts'
import { draftNext } from '#functions/use-cases/draft-next.ts'
import { editDigest } from '#functions/use-cases/edit-digest.ts'
import { endSessions } from '#functions/use-cases/end-sessions.ts'
import { eraseReader } from '#functions/use-cases/erase-reader.ts'
import { idOfReader } from '#functions/use-cases/id-of-reader.ts'
import { importPosts } from '#functions/use-cases/import-posts.ts'
import { liftSuppression } from '#functions/use-cases/lift-suppression.ts'
import { listInbox } from '#functions/use-cases/list-inbox.ts'
import { liveCount } from '#functions/use-cases/live-count.ts'
import { lookAtReader } from '#functions/use-cases/look-at-reader.ts'
import { placePost } from '#functions/use-cases/place-post.ts'
import { previewDigest } from '#functions/use-cases/preview-digest.ts'
import { putPicture } from '#functions/use-cases/put-picture.ts'
import { recordFeedback } from '#functions/use-cases/record-feedback.ts'
import { redriveDeadLetters } from '#functions/use-cases/redrive-dead-letters.ts'
import { rescheduleDigest } from '#functions/use-cases/reschedule-digest.ts'
import { reviewDigest } from '#functions/use-cases/review-digest.ts'
import { searchPosts } from '#functions/use-cases/search-posts.ts'
import { sendNow } from '#functions/use-cases/send-now.ts'
import { sendRemaining } from '#functions/use-cases/send-remaining.ts'
import { sendTest } from '#functions/use-cases/send-test.ts'
import { setNewsletter } from '#functions/use-cases/set-newsletter.ts'
import { setSchedule } from '#functions/use-cases/set-schedule.ts'
import { setTemplate } from '#functions/use-cases/set-template.ts'
import { showDigest } from '#functions/use-cases/show-digest.ts'
import { shownEdition } from '#functions/use-cases/shown-edition.ts'
import { submitPost } from '#functions/use-cases/submit-post.ts'
import { suppress } from '#functions/use-cases/suppress.ts'
import { suppressReader } from '#functions/use-cases/suppress-reader.ts'
import { triagePost } from '#functions/use-cases/triage-post.ts'
import { undecidedReaders } from '#functions/use-cases/undecided-readers.ts'
import { unusedOnly } from '#functions/use-cases/unused-only.ts'
import { allReadersOf, whyNot } from '#functions/use-cases/why-not.ts'
import { dynamoClient, sqsClient } from './clients.ts'
import { systemClock } from './clock.ts'
import { type DeskEnv, readDeskEnv } from './env.ts'
import { loggerFor } from './log.ts'
import { newId } from './new-id.ts'
import { sesClient, sesTemplateClient } from './ses-client.ts'

/** What editors and admins do, wired for a program of their own: the same use cases on the same tables. */
export const wireDesk = (env: DeskEnv = readDeskEnv()) => {
  const dynamo = dynamoClient()
  const content = tableOf(dynamo, env.CONTENT_TABLE)
  const audience = tableOf(dynamo, env.AUDIENCE_TABLE)
  const newsletters = dynamoNewsletters(content)
  const digests = dynamoDigests(content)
  const posts = dynamoPosts(content)
  const subscribers = dynamoSubscribers(audience)
  const suppressions = dynamoSuppressions(audience)
  const histories = dynamoHistories(audience)
  const clock = systemClock
  const leastApprovalSeconds = env.LEAST_APPROVAL_SECONDS
  const pepper = pepperSecret(new SecretsManagerClient({}), env.PEPPER_SECRET)
  const renderer = mjmlEditionRenderer(env.DESK_TEMPLATES_DIR, env.PUBLIC_ORIGIN)
  const ownTemplates = dynamoOwnTemplates(content)
  const previewing = { newsletters, digests, ownTemplates, renderer }
  const ledger = dynamoLedger(tableOf(dynamo, env.DELIVERY_TABLE))
  const acts = dynamoActs(content)
  const staff = dynamoStaffBook(content)
  const jobs = dynamoJobs(content)
  const sqs = sqsClient()
  const s3 = new S3Client({})
  const batches = sqsQueue<BatchMessage>(sqs, env.BATCH_QUEUE_URL)
  const jobQueue = sqsQueue<JobRef>(sqs, env.JOB_QUEUE_URL)
  const deadLetters = sqsDeadLetters(sqs, 'WORK_QUEUE_URLS' in env ? env.WORK_QUEUE_URLS : [])
  const ses = sesTemplateClient()
  const account = sesAccount(ses, env.CONFIGURATION_SET)
  const accounting = { ledger, clock, callLeaseSeconds: env.CALL_LEASE_SECONDS }
  const counting = { ...accounting, digests, uncertainSeconds: env.UNCERTAIN_SECONDS }
  const counts = liveCount(counting)
  const why = { ...accounting, digests, subscribers, pepper }
  const softBounces = dynamoSoftBounces(audience)
  const suppressing = { suppressions, subscribers, newsletters, clock }
  const { log, warn, alarm, report } = loggerFor('desk', env.LOG_LEVEL)
  const aboutReaders = {
    ...suppressing,
    histories,
    softBounces,
    people: dynamoPeople(audience),
    accountList: sesAccountList(ses),
    acts,
    pepper,
    log,
  }
  const submit = submitPost({ posts, digests, clock })
  const edition = shownEdition({
    editions: s3Editions(s3, env.BUCKET),
    preview: previewDigest(previewing),
  })
  return {
    publicOrigin: env.PUBLIC_ORIGIN,
    newsletters,
    digests,
    posts,
    subscribers,
    histories,
    ledger,
    acts,
    staff,
    endSessions: endSessions({ staff, acts, clock }),
    submitPost: submit,
    addByHand: addByHand({ posts, submitPost: submit }),
    importPosts: importPosts({ posts, submitPost: submit }),
    unusedOnly: () => unusedOnly(digests),
    placePost: placePost({ posts, digests, clock }),
    triage: triagePost({ posts, digests, clock }),
    listInbox: listInbox({ posts, digests }),
    searchPosts: searchPosts({ posts, digests }),
    jobs,
    askForJob: askForJob({ jobs, queue: jobQueue, clock, newId }),
    uploads: s3Uploads(s3, env.UPLOADS_BUCKET),
    addSubscriber: addSubscriber({ subscribers, suppressions, softBounces, pepper }),
    suppress: suppress(suppressing),
    recordFeedback: recordFeedback({
      ...suppressing,
      histories,
      softBounces,
      ledger,
      pepper,
      warn,
      alarm,
      report,
    }),
    suppressReader: suppressReader(aboutReaders),
    liftSuppression: liftSuppression(aboutReaders),
    lookAtReader: lookAtReader(aboutReaders),
    eraseReader: eraseReader(aboutReaders),
    draftNext: draftNext({
      newsletters,
      posts,
      digests,
      acts,
      clock,
      leastApprovalSeconds,
      askForDryRun: askForDryRun({ jobs, queue: jobQueue, report }),
    }),
    previewDigest: previewDigest(previewing),
    edition,
    reviewDigest: reviewDigest({
      digests,
      acts,
      ledger,
      account,
      edition,
      clock,
      checkMail,
      publicOrigin: env.PUBLIC_ORIGIN,
    }),
    sendTest: sendTest({
      newsletters,
      digests,
      acts,
      edition,
      clock,
      letterMailer: sesLetterMailer(sesClient(env.DESK_SES_TIMEOUT_SECONDS), env.CONFIGURATION_SET),
    }),
    showDigest: showDigest({
      ...previewing,
      checkMail,
      publicOrigin: env.PUBLIC_ORIGIN,
      acts,
      account,
      leastApprovalSeconds,
    }),
    editDigest: editDigest({ newsletters, digests, posts, clock }),
    revisions: digestRevisions({ digests }),
    putPicture: putPicture({ pictures: dynamoPictures(content), readPicture }),
    correctEntry: correctEntry({ digests, posts, acts, clock }),
    reschedule: rescheduleDigest({ newsletters, digests, acts, clock }),
    sendNow: sendNow({ digests, acts, clock }),
    sendRemaining: sendRemaining({ ...accounting, digests, acts }),
    control: controlDigest({ ...accounting, digests, acts }),
    decide: decideReaders({ ...accounting, digests, acts, batches }),
    status: digestStatus({ ...counting, leastApprovalSeconds }),
    liveCount: counts,
    audienceEstimate: audienceEstimate({ jobs, digests, ledger }),
    idOfReader: idOfReader({ pepper }),
    whyNot: whyNot(why),
    allReadersOf: allReadersOf(why),
    addressedReadersOf: addressedReadersOf(why),
    undecidedReaders: undecidedReaders({ subscribers, count: counts.named }),
    approveDigest: approveDigest({
      newsletters,
      digests,
      approvals: sqsQueue(sqs, env.APPROVE_QUEUE_URL),
      clock,
    }),
    set: setNewsletter({ newsletters, acts, clock }),
    template: setTemplate({
      newsletters,
      ownTemplates,
      acts,
      renderer,
      fixtures: () => mailFixtures(env.DESK_TEMPLATES_DIR),
      checkMail,
      publicOrigin: env.PUBLIC_ORIGIN,
      clock,
    }),
    setSchedule: setSchedule({ newsletters, digests, acts, clock }),
    deadLetters,
    redrive: redriveDeadLetters({ deadLetters, acts, clock }),
  }
}

export type Desk = ReturnType<typeof wireDesk>
