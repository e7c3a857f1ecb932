import type { DigestKind } from './digest-key.ts'
import type { Newsletter } from './newsletter.ts'
import type { Subscriber } from './subscriber.ts'

const WEEKS_OF_A_MONTH = 4

/** Whether monthly readers of a newsletter get round-ups; where its slot itself comes no more often, they get its regular digests. */
export const hasRoundUps = ({ slot: { rhythm } }: Pick<Newsletter, 'slot'>): boolean =>
  rhythm === undefined || ('everyWeeks' in rhythm && rhythm.everyWeeks < WEEKS_OF_A_MONTH)

/** Whether a digest of this kind is for a reader, by how often they want one. A round-up stays theirs when the slot has become monthly since it was drafted. */
export const isForReader = (
  kind: DigestKind,
  { frequency }: Pick<Subscriber, 'frequency'>,
  newsletter: Pick<Newsletter, 'slot'>,
): boolean =>
  kind === 'round-up' ? frequency === 'monthly' : frequency !== 'monthly' || !hasRoundUps(newsletter)
