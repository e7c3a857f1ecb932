import { ApprovalPolicy } from '#functions/core/newsletter.ts'
import { oneOf, settingCommand } from './setting-command.ts'

const TOLD = {
  approve: 'nothing goes out before a person approved it.',
  'four-eyes': 'nothing goes out before a person approved it who did not edit it last.',
  automatic: 'a digest goes out at its time unless someone holds it.',
} as const

export const approval = settingCommand({
  name: 'approval',
  takes: 'approve | four-eyes | automatic',
  summary: 'say who approves the digests of a newsletter',
  does: 'Who approves the digests of a newsletter: a person, a person other than who edited it last, or nobody unless someone holds it.',
  read: (words) => oneOf(ApprovalPolicy.options, words),
  wanted: `Say one of: ${ApprovalPolicy.options.join(', ')}.`,
  set: ({ set }, newsletter, policy, actor) => set.approval(newsletter, policy, actor),
  told: (policy) => TOLD[policy],
})
