import { load } from 'cheerio/slim'
import type { Answered, Ask } from './ask.ts'
import { seen } from './measure.ts'

/** What a browser loads with a page, and the desk’s script at once behind it. */
const LOADED: readonly (readonly [selector: string, attribute: string])[] = [
  ['link[rel=stylesheet], link[rel=icon]', 'href'],
  ['script[src], iframe[src], img[src]', 'src'],
  ['[data-load]', 'data-load'],
]

const loadedWith = ({ body }: Answered): Set<string> => {
  const $ = load(body)
  const paths = LOADED.flatMap(([selector, attribute]) =>
    $(selector)
      .toArray()
      .flatMap((element) => $(element).attr(attribute) ?? []),
  )
  return new Set(paths)
}

/** Bytes over the wire of a page with all that it loads, in a browser that holds none of it. */
export const firstVisitBytes = async (ask: Ask, page: Answered): Promise<number> => {
  let bytes = page.wireBytes
  for (const path of loadedWith(page)) bytes += (await seen(ask, path)).wireBytes
  return bytes
}
