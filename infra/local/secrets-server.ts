import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import * as z from 'zod'
import { ACCOUNT, REGION } from './account.ts'
import { listen } from './listen.ts'
import type { Resolver } from './resolve.ts'
import { nameOf } from './resolve.ts'
import { ofType, type SynthesisedTemplate } from './template.ts'

const Generated = z.object({
  GenerateSecretString: z.object({
    SecretStringTemplate: z.string(),
    GenerateStringKey: z.string(),
    PasswordLength: z.number(),
  }),
})
const Secrets = z.record(z.string(), z.string())
const Request = z.object({ SecretId: z.string() })

/** Makes each secret of the template once, as Secrets Manager would, and keeps them in a file that only its owner may read. */
const loadSecrets = (
  dataDir: string,
  template: SynthesisedTemplate,
  resolver: Resolver,
): Record<string, string> => {
  const file = join(dataDir, 'secrets.json')
  const secrets = existsSync(file) ? Secrets.parse(JSON.parse(readFileSync(file, 'utf8'))) : {}
  for (const resource of ofType(template, 'AWS::SecretsManager::Secret')) {
    const { GenerateSecretString: recipe } = Generated.parse(resolver.properties(resource))
    secrets[nameOf(resource)] ??= JSON.stringify({
      ...JSON.parse(recipe.SecretStringTemplate),
      [recipe.GenerateStringKey]: randomBytes(recipe.PasswordLength)
        .toString('hex')
        .slice(0, recipe.PasswordLength),
    })
  }
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  return secrets
}

const NOT_FOUND = { __type: 'ResourceNotFoundException' }

const answer = (secrets: Readonly<Record<string, string>>, body: unknown): object => {
  const request = Request.safeParse(body)
  if (!request.success) return { __type: 'InvalidRequestException' }
  const name = request.data.SecretId.slice(request.data.SecretId.lastIndexOf(':') + 1)
  const SecretString = secrets[name]
  const ARN = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${name}`
  return SecretString === undefined ? NOT_FOUND : { ARN, Name: name, SecretString }
}

/** Serves GetSecretValue of Secrets Manager's JSON protocol, and nothing else. */
export const startSecretsServer = async (
  port: number,
  dataDir: string,
  template: SynthesisedTemplate,
  resolver: Resolver,
): Promise<{ server: Server; port: number }> => {
  const secrets = loadSecrets(dataDir, template, resolver)
  const server = createServer(async (request, response) => {
    // Only by its address: a web page elsewhere could rebind a name of its own to this machine.
    const isLocal = /^127\.0\.0\.1:\d+$/.test(request.headers.host ?? '')
    const body = await json(request).catch(() => undefined)
    const told = isLocal ? answer(secrets, body) : NOT_FOUND
    response.writeHead('SecretString' in told ? 200 : 400, { 'Content-Type': 'application/x-amz-json-1.1' })
    response.end(JSON.stringify(told))
  })
  return { server, port: await listen(server, port, 'the secrets') }
}
