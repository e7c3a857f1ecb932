import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import * as z from 'zod'
import { HANDLER_METADATA } from '../constructs/handler-function.ts'
import type { Resolver } from './resolve.ts'
import { ofType, type Resource, type SynthesisedTemplate } from './template.ts'

const Variables = z.object({ Environment: z.object({ Variables: z.record(z.string(), z.string()) }) })

/** From which code the handlers run: the sources, or the bundles that CDK would deploy. */
export type HandlerCode = 'sources' | 'bundles'

const handlerOf = (resource: Resource): string => z.string().parse(resource.Metadata[HANDLER_METADATA])

/** Where a function's code stands: what Lambda would unpack, or the sources. */
const taskRoot = (resource: Resource, template: SynthesisedTemplate, code: HandlerCode): string =>
  code === 'sources'
    ? fileURLToPath(new URL('../..', import.meta.url))
    : join(template.outdir, z.string().parse(resource.Metadata['aws:asset:path']))

/** The module of a function's handler. */
export const moduleOf = (resource: Resource, template: SynthesisedTemplate, code: HandlerCode): string => {
  const file = code === 'sources' ? `functions/handlers/${handlerOf(resource)}.ts` : 'index.mjs'
  return pathToFileURL(join(taskRoot(resource, template, code), file)).href
}

/** Where Lambda unpacks a function's code. */
const LAMBDA_TASK_ROOT = /^\/var\/task\//

/** The variables of all functions. They share one process here, so one name must mean the same everywhere. */
export const environmentOf = (
  template: SynthesisedTemplate,
  resolver: Resolver,
  code: HandlerCode,
): Record<string, string> => {
  const all: Record<string, string> = {}
  for (const resource of handlerFunctions(template)) {
    const { NODE_OPTIONS, ...own } = Variables.parse(resolver.properties(resource)).Environment.Variables
    for (const [name, given] of Object.entries(own)) {
      const value = given.replace(LAMBDA_TASK_ROOT, `${taskRoot(resource, template, code)}/`)
      if (all[name] !== undefined && all[name] !== value)
        throw new Error(`${name} means ${all[name]} to one function and ${value} to ${resource.id}.`)
      all[name] = value
    }
  }
  return all
}

export const handlerFunctions = (template: SynthesisedTemplate): Resource[] =>
  ofType(template, 'AWS::Lambda::Function').filter((resource) => HANDLER_METADATA in resource.Metadata)
