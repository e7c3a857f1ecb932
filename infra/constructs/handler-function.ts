import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { Architecture, type CfnFunction, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import type { EnvInput, HandlerName } from '#functions/wiring/env.ts'
import { type Carried, handlerBundle } from './handler-bundle.ts'

/** Template metadata that tells the local cloud and the tests which handler a function runs. */
export const HANDLER_METADATA = 'gazette:handler'

export interface HandlerFunctionProps<Name extends HandlerName> {
  readonly handler: Name
  /** Checked against the schema that the handler itself reads. */
  readonly environment: EnvInput<Name>
  readonly timeoutSeconds: number
  readonly memoryMb?: number
  readonly keepLogs: boolean
  readonly carries?: readonly Carried[]
}

/** A Lambda function of one handler, with a role and a log group of its own. */
export class HandlerFunction<Name extends HandlerName> extends LambdaFunction {
  constructor(scope: Construct, id: string, props: HandlerFunctionProps<Name>) {
    super(scope, id, {
      code: handlerBundle(props.handler, props.carries ?? []),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMb ?? 256,
      timeout: Duration.seconds(props.timeoutSeconds),
      environment: { ...props.environment, NODE_OPTIONS: '--enable-source-maps' },
      logGroup: new LogGroup(scope, `${id}Logs`, {
        retention: RetentionDays.THREE_MONTHS,
        removalPolicy: props.keepLogs ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      }),
    })
    const resource = this.node.defaultChild as CfnFunction
    resource.addMetadata(HANDLER_METADATA, props.handler)
  }
}
