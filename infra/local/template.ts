import { App } from 'aws-cdk-lib'
import * as z from 'zod'
import deployed from '../../cdk.json' with { type: 'json' }
import { gazette } from '../gazette.ts'
import type { Stage } from '../stages.ts'

const Resource = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Metadata: z.record(z.string(), z.unknown()).default({}),
})
export interface Resource extends z.infer<typeof Resource> {
  /** `Stack.LogicalId`, also its name in the local cloud. */
  readonly id: string
}

const Template = z.object({
  Resources: z.record(z.string(), Resource),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.string() }).optional() }))
    .default({}),
})

/** What CDK synthesises for a stage: its resources in the order of the stacks, and what the stacks export to each other. */
export interface SynthesisedTemplate {
  readonly resources: ReadonlyMap<string, Resource>
  /** Export name → stack and value. */
  readonly exports: ReadonlyMap<string, { stack: string; value: unknown }>
  /** Where bundled code stands, when it was bundled. */
  readonly outdir: string
}

export interface SynthesisOptions {
  readonly stage: Stage
  readonly senderDomain: string
  /** Bundles the handlers too; without, only the template is made, which takes a second. */
  readonly bundle?: boolean
  readonly outdir?: string
}

export const synthesise = ({
  stage,
  senderDomain,
  bundle = false,
  outdir,
}: SynthesisOptions): SynthesisedTemplate => {
  const app = new App({
    ...(outdir !== undefined && { outdir }),
    context: {
      ...deployed.context,
      'aws:cdk:enable-asset-metadata': true,
      ...(!bundle && { 'aws:cdk:bundling-stacks': [] }),
    },
    // `npm run synth` validates; here the template is only read.
    builtinCloudFormationValidation: false,
    analyticsReporting: false,
  })
  const { data, service } = gazette(app, stage, senderDomain)
  const assembly = app.synth()
  const resources = new Map<string, Resource>()
  const exports = new Map<string, { stack: string; value: unknown }>()
  for (const stack of [data, service]) {
    const template = Template.parse(assembly.getStackByName(stack.stackName).template)
    for (const [logicalId, resource] of Object.entries(template.Resources)) {
      const id = `${stack.stackName}.${logicalId}`
      resources.set(id, { ...resource, id })
    }
    for (const { Value, Export } of Object.values(template.Outputs))
      if (Export !== undefined) exports.set(Export.Name, { stack: stack.stackName, value: Value })
  }
  return { resources, exports, outdir: assembly.directory }
}

export const ofType = ({ resources }: SynthesisedTemplate, type: string): Resource[] =>
  [...resources.values()].filter((resource) => resource.Type === type)
