import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface HandlerBundle {
  readonly handler: string
  /** Of what a function loads as it starts. */
  readonly bytes: number
  readonly carriesMjml: boolean
  /** Whether it loads MJML as it starts, and not only when it renders. */
  readonly startsWithMjml: boolean
}

const sourcesOf = (file: string): string[] => JSON.parse(readFileSync(`${file}.map`, 'utf8')).sources
const isMjml = (source: string): boolean => /node_modules\/mjml/.test(source)

/** The bundles that a synthesis with bundling left in a folder, one a handler. */
export const handlerBundles = (outdir: string): HandlerBundle[] =>
  readdirSync(outdir)
    .map((name) => join(outdir, name))
    .filter((folder) => existsSync(join(folder, 'index.mjs')))
    .map((folder) => {
      const index = join(folder, 'index.mjs')
      const files = readdirSync(folder).filter((name) => name.endsWith('.mjs'))
      const handlers = sourcesOf(index).flatMap(
        (source) => /functions\/handlers\/([a-z-]+)\.ts$/.exec(source)?.[1] ?? [],
      )
      return {
        handler: handlers.join(),
        bytes: statSync(index).size,
        carriesMjml: files.some((name) => sourcesOf(join(folder, name)).some(isMjml)),
        startsWithMjml: sourcesOf(index).some(isMjml),
      }
    })
