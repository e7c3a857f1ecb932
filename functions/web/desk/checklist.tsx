import type { Check } from '#functions/core/review-checks.ts'
import { Icon } from './icons.tsx'

const TOLD = { good: 'Good', warn: 'To look at', bad: 'In the way' } as const

/** What was checked, the gravest first, each with what to do about it. */
export const Checklist = ({ checks }: { checks: readonly Check[] }) => (
  <ul class="checks">
    {checks.map(({ level, words }) => (
      <li class={level}>
        <Icon name={level} />
        <span>
          <span class="hidden-words">{TOLD[level]}: </span>
          <bdi>{words}</bdi>
        </span>
      </li>
    ))}
  </ul>
)
