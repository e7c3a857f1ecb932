import { hexId } from '#functions/core/hex-id.ts'
import { TOKENS } from '../tokens.ts'
import { CHART_STYLE } from './charts/chart-style.ts'
import { ICON } from './icon.ts'

/** The texts of the desk's stylesheet, without the tokens, and of its script. */
export interface AssetTexts {
  readonly css: string
  readonly js: string
}

/** Where the pages find them. The hash of a text stands in its path, so that browsers may keep it for good. */
export interface AssetPaths {
  readonly css: string
  readonly js: string
  readonly icon: string
}

export interface Asset {
  readonly path: string
  readonly type: string
  readonly text: string
}

const named = (name: string, type: string, text: string): Asset => ({
  path: `/desk/assets/${hexId(text)}/${name}`,
  type,
  text,
})

export const assetsOf = ({ css, js }: AssetTexts): { paths: AssetPaths; all: readonly Asset[] } => {
  const style = named('desk.css', 'text/css', `${TOKENS}${css}${CHART_STYLE}`)
  const script = named('desk.js', 'text/javascript', js)
  const icon = named('icon.svg', 'image/svg+xml', ICON)
  return { paths: { css: style.path, js: script.path, icon: icon.path }, all: [style, script, icon] }
}
