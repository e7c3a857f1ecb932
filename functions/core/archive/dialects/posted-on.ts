import { alike } from '../alike.ts'
import { readByline } from '../byline.ts'
import type { Dialect } from '../dialect.ts'
import { endsSentence } from '../lines.ts'
import { dateIn } from '../local-date.ts'

/** `Posted on DATE by NAME`, as the default themes print it; copying may lose the date, the name or both. */
export const postedOn: Dialect = {
  format: 'posted-on',
  marks: 'under the title',
  mark(line, zone) {
    if (line.length > 200) return undefined
    const [verb = '', rest = ''] =
      /^(?:posted|published|submitted|written|last updated|date(?=:))\b:?(.*)$/i.exec(line) ?? []
    if (verb === '' || endsSentence(line)) return undefined
    if (/^ in\b/i.test(rest) && dateIn(rest, zone) === undefined) return undefined
    if (/ at \d{1,2}:\d{2}(?: ?[ap]\.?m\.?)?(?: .*)?$/i.test(rest) && dateIn(rest, zone) === undefined)
      return undefined
    return readByline(rest.trim(), zone)
  },
  believed: alike(({ line }) => line.split(' ')[0]?.toLowerCase() ?? ''),
}
