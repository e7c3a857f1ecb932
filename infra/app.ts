import { App } from 'aws-cdk-lib'
import * as z from 'zod'
import { gazette } from './gazette.ts'
import { prod } from './stages.ts'

// The only place in infra that reads context or the environment.
const app = new App()
const senderDomain = z
  .string()
  .regex(/^[a-z0-9.-]+\.[a-z]+$/, 'senderDomain in cdk.json must be a domain that you own')
  .parse(app.node.tryGetContext('senderDomain'))
const alarmAddress = z
  .email('alarmAddress in cdk.json must be an email address')
  .optional()
  .parse(app.node.tryGetContext('alarmAddress'))
const signIn = z
  .strictObject({
    issuer: z.url({ protocol: /^https$/ }),
    clientId: z.string().min(1),
    groupsClaim: z.string().min(1).default('groups'),
  })
  .optional()
  .parse(app.node.tryGetContext('signIn'))

gazette(app, { ...prod, ...(signIn && { signIn }) }, senderDomain, alarmAddress)
