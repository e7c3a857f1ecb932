import { fileURLToPath } from 'node:url'
import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { Architecture, type CfnFunction, Runtime } from 'aws-cdk-lib/aws-lambda'
import { NodejsFunction, OutputFormat, SourceMapMode } from 'aws-cdk-lib/aws-lambda-nodejs'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import type { EnvInput, HandlerName } from '#functions/wiring/env.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Template metadata that tells the local cloud and the tests which handler a function runs. */
export const HANDLER_METADATA = 'gazette:handler'

export interface HandlerFunctionProps<Name extends HandlerName> {
  readonly handler: Name
  /** Checked against the schema that the handler itself reads. */
  readonly environment: EnvInput<Name>
  readonly timeoutSeconds: number
  readonly memoryMb?: number
  readonly keepLogs: boolean
  /** Renders mail: carries MJML and the templates. */
  readonly renders?: boolean
}

/** A Lambda function of one handler, with a role and a log group of its own. */
export class HandlerFunction<Name extends HandlerName> extends NodejsFunction {
  constructor(scope: Construct, id: string, props: HandlerFunctionProps<Name>) {
    super(scope, id, {
      entry: `${ROOT}functions/handlers/${props.handler}.ts`,
      projectRoot: ROOT,
      depsLockFilePath: `${ROOT}package-lock.json`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMb ?? 256,
      timeout: Duration.seconds(props.timeoutSeconds),
      environment: { ...props.environment, NODE_OPTIONS: '--enable-source-maps' },
      logGroup: new LogGroup(scope, `${id}Logs`, {
        retention: RetentionDays.THREE_MONTHS,
        removalPolicy: props.keepLogs ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      }),
      bundling: {
        format: OutputFormat.ESM,
        target: 'node24',
        mainFields: ['module', 'main'],
        minify: true,
        sourceMap: true,
        sourceMapMode: SourceMapMode.EXTERNAL,
        bundleAwsSDK: true,
        // Some dependencies are CommonJS and call `require` for Node's own modules.
        banner: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
        // MJML reaches the TypeScript compiler through its config loader, and never calls it.
        externalModules: ['typescript'],
        ...(props.renders && {
          commandHooks: {
            beforeInstall: () => [],
            beforeBundling: () => [],
            afterBundling: (input: string, output: string) => [
              `cp -R "${input}/templates" "${output}/templates"`,
            ],
          },
        }),
      },
    })
    const resource = this.node.defaultChild as CfnFunction
    resource.addMetadata(HANDLER_METADATA, props.handler)
  }
}
