import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { Construct } from 'constructs'
import type { StageParts } from './stage-parts.ts'
import type { WorkQueue } from './work-queue.ts'

export interface PublicPages {
  readonly api: HttpApi
  /** Where they are. */
  readonly publicOrigin: string
}

/** The pages that readers reach from their mail. */
export const publicPages = (scope: Construct, parts: StageParts, requests: WorkQueue): PublicPages => {
  const { content, audience, signingKeys } = parts.data
  const pages = parts.handler(
    'Public',
    'public',
    { timeoutSeconds: 10 },
    {
      ...parts.contentTable,
      ...parts.audienceTable,
      REQUEST_QUEUE_URL: requests.queue.queueUrl,
      SIGNING_KEYS_SECRET: signingKeys.secretArn,
    },
  )
  content.grantReadPublic(pages)
  content.grantListNewsletters(pages)
  requests.grantHandOut(pages)
  audience.grantChangeReader(pages)
  signingKeys.grantRead(pages)
  const api = new HttpApi(scope, 'Api', { defaultIntegration: new HttpLambdaIntegration('Public', pages) })
  return { api, publicOrigin: parts.stage.publicOrigin ?? api.apiEndpoint }
}
