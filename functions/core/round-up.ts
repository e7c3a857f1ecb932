import type { Newsletter } from './newsletter.ts'

const ABOUT_A_MONTH_WEEKS = 4

/** Whether a newsletter comes often enough that readers may have its round-up of a month instead. */
export const hasRoundUps = ({ slot: { rhythm } }: Pick<Newsletter, 'slot'>): boolean =>
  rhythm === undefined || ('everyWeeks' in rhythm && rhythm.everyWeeks < ABOUT_A_MONTH_WEEKS)
