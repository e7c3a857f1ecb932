import * as z from 'zod'

// biome-ignore lint/suspicious/noExplicitAny: a Lambda handler's event and result depend on its event source
export type LambdaHandler = (event: any, context?: unknown) => Promise<any>

const Module = z.object({ handler: z.custom<LambdaHandler>((value) => typeof value === 'function') })

/** Loads a handler's module, once. The environment must be set before: a handler reads it as it loads. */
export const loadHandler = async (module: string): Promise<LambdaHandler> =>
  Module.parse(await import(module)).handler
