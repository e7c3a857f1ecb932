import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface HandlerBundle {
  readonly handler: string
  readonly bytes: number
  readonly carriesMjml: boolean
}

/** The bundles that a synthesis with bundling left in a folder, one a handler. */
export const handlerBundles = (outdir: string): HandlerBundle[] =>
  readdirSync(outdir)
    .map((name) => join(outdir, name, 'index.mjs'))
    .filter((file) => existsSync(file))
    .map((file) => {
      const code = readFileSync(file, 'utf8')
      const [source = ''] = JSON.parse(readFileSync(`${file}.map`, 'utf8')).sources.slice(-1)
      return {
        handler: /handlers\/([a-z-]+)\.ts$/.exec(source)?.[1] ?? source,
        bytes: Buffer.byteLength(code),
        carriesMjml: code.includes('mj-section'),
      }
    })
