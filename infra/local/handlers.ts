import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as z from 'zod'
import { HANDLER_METADATA } from '../constructs/handler-function.ts'
import type { Resolve } from './resolve.ts'
import { ofType, type Resource, type SynthesisedTemplate } from './template.ts'

// biome-ignore lint/suspicious/noExplicitAny: a Lambda handler's event and result depend on its event source
export type LambdaHandler = (event: any, context?: unknown) => Promise<any>

const Module = z.object({ handler: z.custom<LambdaHandler>((value) => typeof value === 'function') })
const Variables = z.object({ Environment: z.object({ Variables: z.record(z.string(), z.string()) }) })

/** From which code the handlers run: the sources, or the bundles that CDK would deploy. */
export type HandlerCode = 'sources' | 'bundles'

const moduleOf = (resource: Resource, template: SynthesisedTemplate, code: HandlerCode): string => {
  const name = z.string().parse(resource.Metadata[HANDLER_METADATA])
  if (code === 'sources') return new URL(`../../functions/handlers/${name}.ts`, import.meta.url).href
  const asset = z.string().parse(resource.Metadata['aws:asset:path'])
  return pathToFileURL(join(template.outdir, asset, 'index.mjs')).href
}

/** The variables of all functions. They share one process here, so one name must mean the same everywhere. */
export const environmentOf = (template: SynthesisedTemplate, resolve: Resolve): Record<string, string> => {
  const all: Record<string, string> = {}
  for (const resource of handlerFunctions(template)) {
    const { NODE_OPTIONS, ...own } = Variables.parse(resolve(resource)).Environment.Variables
    for (const [name, value] of Object.entries(own)) {
      if (all[name] !== undefined && all[name] !== value)
        throw new Error(`${name} means ${all[name]} to one function and ${value} to ${resource.id}.`)
      all[name] = value
    }
  }
  return all
}

export const handlerFunctions = (template: SynthesisedTemplate): Resource[] =>
  ofType(template, 'AWS::Lambda::Function').filter((resource) => HANDLER_METADATA in resource.Metadata)

/** Loads every function's handler by resource id. The environment must be set before: handlers read it as they load. */
export const loadHandlers = async (
  template: SynthesisedTemplate,
  code: HandlerCode,
): Promise<Map<string, LambdaHandler>> => {
  const handlers = new Map<string, LambdaHandler>()
  for (const resource of handlerFunctions(template))
    handlers.set(resource.id, Module.parse(await import(moduleOf(resource, template, code))).handler)
  return handlers
}
