import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AssetHashType, DockerImage } from 'aws-cdk-lib'
import { type AssetCode, Code } from 'aws-cdk-lib/aws-lambda'
import { buildSync } from 'esbuild'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const TEMPLATES = join(ROOT, 'templates')
/** Fixtures are for trying templates out. */
const isUsed = (path: string): boolean => path !== join(TEMPLATES, 'fixtures')

const bundle = (handler: string, output: string): void => {
  buildSync({
    entryPoints: [join(ROOT, 'functions/handlers', `${handler}.ts`)],
    outfile: join(output, 'index.mjs'),
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

/** A handler's code as Lambda gets it: one ESM file with its source map, beside it the templates if it renders mail. Made by esbuild in this process, without Docker. */
export const handlerBundle = (handler: string, renders: boolean): AssetCode =>
  Code.fromAsset(join(ROOT, 'functions/handlers'), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never run; CDK tells bundles of the same folder apart by their command.
      image: DockerImage.fromRegistry('none'),
      command: [handler],
      local: {
        tryBundle(output) {
          bundle(handler, output)
          if (renders) cpSync(TEMPLATES, join(output, 'templates'), { recursive: true, filter: isUsed })
          return true
        },
      },
    },
  })
