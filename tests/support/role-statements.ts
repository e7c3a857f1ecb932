import type { HandlerName } from '#functions/wiring/env.ts'
import { HANDLER_METADATA } from '#infra/constructs/handler-function.ts'
import { handlerFunctions } from '#infra/local/handlers.ts'
import { ofType, type Resource, type SynthesisedTemplate } from '#infra/local/template.ts'

/** A statement of an IAM policy. */
export interface Statement {
  readonly Effect: string
  readonly Action: string | string[]
  readonly Resource: unknown
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** What the role of a handler's function may do; `resolve` replaces references in it. */
export const statementsOf = (
  template: SynthesisedTemplate,
  handler: HandlerName,
  resolve: (policy: Resource) => Record<string, unknown> = ({ Properties }) => Properties,
): Statement[] => {
  const [own] = handlerFunctions(template).filter(({ Metadata }) => Metadata[HANDLER_METADATA] === handler)
  const { Role } = { ...own?.Properties } as { Role?: { 'Fn::GetAtt': [string, string] } }
  return ofType(template, 'AWS::IAM::Policy').flatMap((policy) => {
    const { Roles } = policy.Properties as { Roles: { Ref: string }[] }
    const { PolicyDocument } = resolve(policy) as { PolicyDocument: { Statement: Statement[] } }
    return Roles.some(({ Ref }) => Ref === Role?.['Fn::GetAtt'][0]) ? PolicyDocument.Statement : []
  })
}
