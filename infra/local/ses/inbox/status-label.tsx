import type { MailStatus } from '../store/mail-status.ts'

const TONES: Record<MailStatus, 'calm' | 'good' | 'warn' | 'bad'> = {
  accepted: 'calm',
  delivered: 'good',
  suppressed: 'warn',
  complained: 'warn',
  bounced: 'bad',
  rejected: 'bad',
  'rendering failed': 'bad',
}

export const StatusLabel = ({ status }: { status: MailStatus }) => (
  <span class={`status ${TONES[status]}`}>{status}</span>
)
