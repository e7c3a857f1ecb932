import * as z from 'zod'
import { ACCOUNT, REGION } from './account.ts'
import type { Resource, SynthesisedTemplate } from './template.ts'

/** The name under which a resource lives in the local cloud: letters, digits and hyphens. */
export const nameOf = ({ id }: Pick<Resource, 'id'>): string => id.replace('.', '-')

const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`

type Attributes = Readonly<Record<string, string>>

const attributesOf = (resource: Resource, queueOrigin: string): { ref: string } & Attributes => {
  const name = nameOf(resource)
  switch (resource.Type) {
    case 'AWS::SQS::Queue':
      return { ref: `${queueOrigin}/${ACCOUNT}/${name}`, Arn: arn('sqs', name), QueueName: name }
    case 'AWS::SNS::Topic':
      return { ref: arn('sns', name), TopicArn: arn('sns', name), TopicName: name }
    case 'AWS::S3::Bucket':
      return { ref: name.toLowerCase(), Arn: `arn:aws:s3:::${name.toLowerCase()}` }
    case 'AWS::SecretsManager::Secret':
      return { ref: arn('secretsmanager', `secret:${name}`) }
    default:
      return { ref: name, Arn: arn('local', name) }
  }
}

const Intrinsic = z.union([
  z.strictObject({ Ref: z.string() }),
  z.strictObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }),
  z.strictObject({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) }),
  z.strictObject({ 'Fn::ImportValue': z.string() }),
])

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::Region': REGION,
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
}

/** Resolves what CloudFormation would: references to resources, their attributes, joins and imports. */
export const resolver = (template: SynthesisedTemplate, queueOrigin: string) => {
  const lookUp = (stack: string, logicalId: string, attribute?: string): string => {
    const resource = template.resources.get(`${stack}.${logicalId}`)
    if (resource === undefined) return PSEUDO[logicalId] ?? logicalId
    const attributes = attributesOf(resource, queueOrigin)
    return attributes[attribute ?? 'ref'] ?? `${attributes.ref}.${attribute}`
  }

  const resolve = (stack: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((one) => resolve(stack, one))
    if (typeof value !== 'object' || value === null) return value
    const intrinsic = Intrinsic.safeParse(value)
    if (!intrinsic.success)
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolve(stack, one)]))
    const call = intrinsic.data
    if ('Ref' in call) return lookUp(stack, call.Ref)
    if ('Fn::GetAtt' in call) return lookUp(stack, ...call['Fn::GetAtt'])
    if ('Fn::Join' in call) {
      const [separator, parts] = call['Fn::Join']
      return parts.map((part) => String(resolve(stack, part))).join(separator)
    }
    const imported = template.exports.get(call['Fn::ImportValue'])
    if (imported === undefined) throw new RangeError(`No stack exports ${call['Fn::ImportValue']}`)
    return resolve(imported.stack, imported.value)
  }

  const stackOf = ({ id }: Resource): string => id.split('.')[0] ?? ''
  const properties = (resource: Resource) =>
    resolve(stackOf(resource), resource.Properties) as Record<string, unknown>
  return {
    /** The properties of a resource with everything resolved. */
    properties,
    /** What `Ref` answers for a resource: a queue's URL, a topic's ARN, else its name. */
    ref: (resource: Resource): string => attributesOf(resource, queueOrigin).ref,
  }
}

export type Resolver = ReturnType<typeof resolver>
