import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AssetHashType, DockerImage } from 'aws-cdk-lib'
import { type AssetCode, Code } from 'aws-cdk-lib/aws-lambda'
import { buildSync } from 'esbuild'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Folders that a handler reads: the templates of mails, the stylesheet and the script of the desk. */
export type Carried = 'templates' | 'functions/web/desk/assets'

/** Fixtures are for trying templates out. */
const isUsed = (path: string): boolean => path !== join(ROOT, 'templates/fixtures')

const bundle = (handler: string, output: string): void => {
  buildSync({
    entryPoints: [join(ROOT, 'functions/handlers', `${handler}.ts`)],
    outdir: output,
    entryNames: 'index',
    outExtension: { '.js': '.mjs' },
    // What is imported only when it is needed, as MJML is by the desk, stands in files of its own.
    splitting: true,
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    // Words in six languages would be twice as long in escapes.
    charset: 'utf8',
    sourcemap: true,
    sourcesContent: false,
    // Some dependencies are CommonJS and call `require` for Node's own modules.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    // The ways to credentials that Lambda never takes, sign-in in a browser among them, are a sixth of a small bundle.
    alias: { '@aws-sdk/credential-provider-node': join(ROOT, 'functions/wiring/lambda-credentials.ts') },
    // MJML reaches the TypeScript compiler through its config loader, and never calls it.
    external: ['typescript'],
    logLevel: 'error',
  })
}

/** A handler's code as Lambda gets it: ESM with its source map, beside it the folders that it carries, under their paths. Made by esbuild in this process, without Docker. */
export const handlerBundle = (handler: string, carries: readonly Carried[]): AssetCode =>
  Code.fromAsset(join(ROOT, 'functions/handlers'), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never run; CDK tells bundles of the same folder apart by their command.
      image: DockerImage.fromRegistry('none'),
      command: [handler],
      local: {
        tryBundle(output) {
          bundle(handler, output)
          for (const folder of carries)
            cpSync(join(ROOT, folder), join(output, folder), { recursive: true, filter: isUsed })
          return true
        },
      },
    },
  })
