import * as z from 'zod'

/** The module of a handler, as Node imports it. */
const Handler = z.url({ protocol: /^file$/ })

/**
 * What the template says to who calls the handlers. It is plain data, so that a process of its own can work from a file
 * and loads neither the CDK nor the emulators.
 */
export const Deployment = z.strictObject({
  /** The variables of all handlers, and what makes the AWS SDK speak to the emulators. */
  environment: z.record(z.string(), z.string()),
  queues: z.array(
    z.strictObject({
      url: z.url(),
      arn: z.string(),
      /** Messages in one call of the handler, at most. */
      batchSize: z.int().positive(),
      /** How long they are gathered. */
      windowSeconds: z.int().min(0),
      /** Calls of the handler at once. */
      workers: z.int().positive(),
      handler: Handler,
    }),
  ),
  tick: z.strictObject({ everySeconds: z.number().positive(), handler: Handler }),
  http: z.strictObject({
    /** What no route is for. */
    handler: Handler,
    /** Paths, and all below them, with handlers of their own. */
    routes: z.array(z.strictObject({ path: z.string(), handler: Handler })),
  }),
})
export type Deployment = z.infer<typeof Deployment>
