import { App } from 'aws-cdk-lib'
import * as z from 'zod'
import { gazette } from './gazette.ts'
import { prod } from './stages.ts'

// The only place in infra that reads context or the environment.
const app = new App()
const Context = z.object({
  stage: z.literal('prod'),
  senderDomain: z.string().regex(/^[a-z0-9.-]+\.[a-z]+$/),
})
const { senderDomain } = Context.parse({
  stage: app.node.tryGetContext('stage'),
  senderDomain: app.node.tryGetContext('senderDomain'),
})

gazette(app, prod, senderDomain)
