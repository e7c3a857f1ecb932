import type { Dialect } from './dialect.ts'
import { commented } from './dialects/commented.ts'
import { credited } from './dialects/credited.ts'
import { dated } from './dialects/dated.ts'
import { endedBy } from './dialects/ended-by.ts'
import { filedIn } from './dialects/filed-in.ts'
import { postedOn } from './dialects/posted-on.ts'
import { ruled } from './dialects/ruled.ts'

/** All dialects. Of two with equal evidence the first reads the page. */
export const DIALECTS: readonly Dialect[] = [
  filedIn,
  postedOn,
  endedBy('continue-reading', 'read-more'),
  endedBy('posted-in', 'filing'),
  credited,
  dated('date-under-title', 'under the title'),
  dated('date-over-title', 'over the title'),
  ruled,
  commented,
]
