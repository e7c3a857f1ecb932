import type { App } from 'aws-cdk-lib'
import { DataStack } from './stacks/data-stack.ts'
import { ServiceStack } from './stacks/service-stack.ts'
import type { Stage } from './stages.ts'

/** The whole system of one stage: what must never be lost, and what works on it. */
export const gazette = (
  app: App,
  stage: Stage,
  senderDomain: string,
  alarmAddress?: string,
): { data: DataStack; service: ServiceStack } => {
  const data = new DataStack(app, 'GazetteData', { stage })
  const own = { senderDomain, ...(alarmAddress !== undefined && { alarmAddress }) }
  const service = new ServiceStack(app, 'GazetteService', { stage, data, ...own })
  return { data, service }
}
