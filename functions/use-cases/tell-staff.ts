import { deskPath } from '#functions/core/desk-paths.ts'
import type { Digest, Notice } from '#functions/core/digest.ts'
import { digestKey } from '#functions/core/digest-key.ts'
import { Conflict } from '#functions/core/errors.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { noticeStands } from '#functions/core/notice-stands.ts'
import { consequenceOfLetter } from '#functions/core/ses-answers.ts'
import { staffLetter } from '#functions/core/staff-letter.ts'
import { staffMail, type Told } from '#functions/core/staff-mail.ts'
import type { NoticeMessage } from './notice-message.ts'
import type { LetterMailer, Log, Queue } from './ports.ts'
import { previewForStaff, type StaffPreviewDeps } from './preview-for-staff.ts'

interface Deps extends StaffPreviewDeps {
  letterMailer: LetterMailer
  notices: Queue<NoticeMessage>
  warn: Log
}

const staffOf = ({ staff, replyTo }: Newsletter): readonly string[] => staff ?? [replyTo]

const toTell = async (deps: Deps, newsletter: Newsletter, digest: Digest, notice: Notice): Promise<Told> =>
  notice === 'ready' || notice === 'reminder'
    ? { notice, draft: await previewForStaff(deps, newsletter, digest) }
    : { notice }

/** SQS delays a message no longer. */
const RETRY_SECONDS = 900
/** A day of tries; then the message is a dead letter. */
const MOST_TRIES = 96

/** Mails one of the staff. What SES cannot let leave now is tried again later; what may have left is not, but a message that is delivered twice mails twice. */
const mailOne = async (
  deps: Deps,
  newsletter: Newsletter,
  digest: Digest,
  message: NoticeMessage & { readonly to: number },
): Promise<void> => {
  const { notice, to, tries = 0 } = message
  const address = staffOf(newsletter)[to]
  if (address === undefined) return
  const told = await toTell(deps, newsletter, digest, notice)
  const mail = staffMail(newsletter, digest, told, `${deps.publicOrigin}${deskPath(digest)}`)
  const answer = await deps.letterMailer.send(staffLetter(address, newsletter, digest, notice, mail))
  const consequence = consequenceOfLetter(answer)
  if (consequence === 'accepted') return
  const why = answer.kind === 'refused' ? answer.error : answer.kind
  if (consequence === 'unknown' || typeof consequence !== 'string') {
    deps.warn('mail to staff not answered for', { digest: digestKey(digest), notice, to, why })
    return
  }
  if (tries === MOST_TRIES) throw new Conflict(`SES lets no mail to staff leave: ${why}.`)
  await deps.notices.send([{ message: { ...message, tries: tries + 1 }, delaySeconds: RETRY_SECONDS }])
}

/** Tells staff of a digest, each by a message and a mail of their own, so that a mail that has to wait repeats nobody else's. What is no longer so is told to nobody. */
export const tellStaff =
  (deps: Deps) =>
  async (message: NoticeMessage): Promise<void> => {
    const { notice, to } = message
    const newsletter = await deps.newsletters.get(message.newsletter)
    const digest = await deps.digests.get(message)
    if (newsletter === undefined || digest === undefined) return
    if (!noticeStands(notice, digest)) return
    if (to !== undefined) return mailOne(deps, newsletter, digest, { ...message, to })
    await deps.notices.send(staffOf(newsletter).map((_, index) => ({ message: { ...message, to: index } })))
  }
