import type { Act } from '#functions/core/act.ts'
import { utc } from './when.ts'

/** What a person did, in one line. */
export const describeAct = ({ verb, by, why, at }: Act): string =>
  `${utc(at)} ${verb}, ${by}${why ? `: ${why}` : ''}`
