import type { MailStatus } from '#infra/local/ses/store/mail-status.ts'

const tones: Record<MailStatus, 'calm' | 'good' | 'warn' | 'bad'> = {
  accepted: 'calm',
  delivered: 'good',
  suppressed: 'warn',
  complained: 'warn',
  bounced: 'bad',
  rejected: 'bad',
  'rendering failed': 'bad',
}

export const StatusLabel = ({ status }: { status: MailStatus }) => (
  <span class={`status ${tones[status]}`}>{status}</span>
)
