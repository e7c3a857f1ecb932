import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { handle } from 'hono/aws-lambda'
import { joseSeals } from '#functions/adapters/jose/jose-seals.ts'
import { openIdSignIn, type SignOut } from '#functions/adapters/oidc/openid-sign-in.ts'
import { sealKeysSecret } from '#functions/adapters/secrets/secrets.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { type JobRef, jobAt } from '#functions/core/job.ts'
import { deskApp } from '#functions/web/desk/desk-app.tsx'
import { systemClock } from './clock.ts'
import { wireDesk } from './desk.ts'
import { readEnv } from './env.ts'
import { loggerFor } from './log.ts'
import { newSecret } from './new-id.ts'

const MOST_JOBS = 20

const signOutOf = (setting: string, afterwards: string): SignOut =>
  setting === 'standard' ? { by: 'standard', afterwards } : { by: 'cognito', domain: setting, afterwards }

/** The pages of the desk, over what editors and admins do. */
export const wireDeskPages = () => {
  const env = readEnv('desk')
  const desk = wireDesk(env)
  const logger = loggerFor('desk', env.LOG_LEVEL)
  const { newsletters, digests, posts, acts, staff, jobs } = desk
  const asset = (name: string): string => readFileSync(join(env.DESK_ASSETS_DIR, name), 'utf8')
  const job = async (ref: JobRef) => {
    const found = await jobs.get(ref)
    return found && jobAt(found, systemClock())
  }
  const latestJobs = async (newsletter: string, limit: number) =>
    (await jobs.latest(newsletter, limit)).map((one) => jobAt(one, systemClock()))
  const app = deskApp({
    publicOrigin: env.PUBLIC_ORIGIN,
    assets: { css: asset('desk.css'), js: asset('desk.js') },
    now: systemClock,
    warn: logger.warn,
    report: logger.report,
    leastApprovalSeconds: env.LEAST_APPROVAL_SECONDS,
    draftLeadSeconds: env.DRAFT_LEAD_SECONDS,
    seals: joseSeals(sealKeysSecret(new SecretsManagerClient({}), env.DESK_KEYS_SECRET)),
    staff,
    uploadOrigin: async () => new URL((await desk.uploads.form('none', 1, env.PUBLIC_ORIGIN)).url).origin,
    signIn: openIdSignIn({
      issuer: env.OIDC_ISSUER,
      clientId: env.OIDC_CLIENT_ID,
      groupsClaim: env.OIDC_GROUPS_CLAIM,
      redirectUrl: `${env.PUBLIC_ORIGIN}/auth/callback`,
      signOut: signOutOf(env.OIDC_SIGN_OUT, `${env.PUBLIC_ORIGIN}/desk`),
    }),
    endSessions: staff.endSessions,
    setShortcuts: staff.setShortcuts,
    newsletter: newsletters.get,
    newsletters: newsletters.all,
    digest: digests.get,
    latestDigests: digests.latest,
    openDigests: digests.open,
    content: digests.content,
    post: posts.get,
    acts: (ref) => acts.list(ref),
    audienceEstimate: desk.audienceEstimate,
    storedCount: desk.liveCount.stored,
    draftNext: desk.draftNext,
    setNewsletter: desk.set,
    listInbox: desk.listInbox,
    searchPosts: desk.searchPosts,
    triage: desk.triage,
    postText: posts.text,
    unused: (some) => desk.unusedOnly()(some),
    uploadForm: desk.uploads.form,
    newSecret,
    askForJob: desk.askForJob,
    job,
    latestJobs,
    edit: desk.editDigest,
    addByHand: desk.addByHand,
    revisions: desk.revisions,
    edition: desk.edition,
    review: desk.reviewDigest,
    sendTest: desk.sendTest,
    control: desk.control,
    youngCount: desk.liveCount.young,
    audience: (ref) => desk.ledger.audience(digestKey(ref)),
    feedbackHours: (ref) => desk.ledger.feedbackHours(digestKey(ref)),
    sendRemaining: desk.sendRemaining,
    correctEntry: desk.correctEntry,
    undecidedReaders: desk.undecidedReaders,
    decide: desk.decide,
    whyNot: desk.whyNot,
    addressOf: async (newsletter, reader) => (await desk.subscribers.get(newsletter, reader))?.address,
    approve: desk.approveDigest,
    sendNow: desk.sendNow,
    async dryRun(ref) {
      const key = digestKey(ref)
      const latest = await latestJobs(ref.newsletter, MOST_JOBS)
      return latest.find(({ task }) => task.kind === 'dry-run' && task.digest === key)
    },
    askForDryRun: (ref, revision, by) =>
      desk.askForJob(ref.newsletter, { kind: 'dry-run', digest: digestKey(ref), revision }, by),
  })
  return handle(app)
}
