import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SESv2Client } from '@aws-sdk/client-sesv2'
import { SQSClient } from '@aws-sdk/client-sqs'
import * as z from 'zod'

/** A call of an AWS API, as IAM sees it. */
export interface AwsCall {
  readonly action: string
  /** What it reaches, as the last part of an ARN; empty when it names nothing. */
  readonly resource: string
  /** The partition key of an item. */
  readonly partition?: string
}

type Input = Readonly<Record<string, unknown>>

const lastPart = (name: unknown, separator: string): string => String(name).split(separator).at(-1) ?? ''

const partitionIn = (input: Input): string =>
  /"pk":\{"S":"([^"]*)"|":pk":\{"S":"([^"]*)"/.exec(JSON.stringify(input))?.slice(1).join('') ?? ''

const ofDynamo = (name: string, input: Input): AwsCall[] => {
  const { TableName, RequestItems = {}, IndexName } = input
  const tables = TableName === undefined ? Object.keys(RequestItems as object) : [String(TableName)]
  const index = IndexName === undefined ? '' : `/index/${IndexName}`
  const partition = partitionIn(input)
  return tables.map((table) => ({ action: `dynamodb:${name}`, resource: `${table}${index}`, partition }))
}

const Named = z.object({
  EmailIdentity: z.string().optional(),
  ConfigurationSetName: z.string().optional(),
  TemplateName: z.string().optional(),
  DefaultContent: z.object({ Template: z.object({ TemplateName: z.string() }) }).optional(),
})

const ofSes = (name: string, input: Input): AwsCall[] => {
  const { EmailIdentity, ConfigurationSetName, TemplateName, DefaultContent } = Named.parse(input)
  const named = {
    identity: EmailIdentity,
    'configuration-set': ConfigurationSetName,
    template: TemplateName ?? DefaultContent?.Template.TemplateName,
  }
  const resources = Object.entries(named).flatMap(([kind, own]) =>
    own === undefined ? [] : [`${kind}/${own}`],
  )
  return (resources.length === 0 ? [''] : resources).map((resource) => ({ action: `ses:${name}`, resource }))
}

/** What IAM calls otherwise than the API does. */
const ofSqs = (name: string, { QueueUrl }: Input): AwsCall[] => [
  { action: `sqs:${name.replace(/Batch$/, '')}`, resource: lastPart(QueueUrl, '/') },
]
const ofS3 = (name: string, { Bucket, Key }: Input): AwsCall[] => [
  { action: `s3:${name}`, resource: `${Bucket}/${Key}` },
]
const ofSecrets = (name: string, { SecretId }: Input): AwsCall[] => [
  { action: `secretsmanager:${name}`, resource: `secret:${lastPart(SecretId, ':')}` },
]

const CLIENTS = [
  [DynamoDBClient.prototype, ofDynamo],
  [SESv2Client.prototype, ofSes],
  [SQSClient.prototype, ofSqs],
  [S3Client.prototype, ofS3],
  [SecretsManagerClient.prototype, ofSecrets],
] as const

interface Command {
  readonly constructor: { readonly name: string }
  readonly input: Input
}

/** Tells of every call that any client of the SDK makes in this process, until it is stopped. */
export const watchAwsCalls = (onCall: (call: AwsCall) => void): (() => void) => {
  const restore = CLIENTS.map(([prototype, callsOf]) => {
    const { send } = prototype
    prototype.send = function (this: object, ...given: unknown[]) {
      const [command] = given as [Command]
      for (const call of callsOf(command.constructor.name.replace(/Command$/, ''), command.input))
        onCall(call)
      return Reflect.apply(send, this, given)
    } as never
    return () => {
      prototype.send = send as never
    }
  })
  return () => {
    for (const one of restore) one()
  }
}
