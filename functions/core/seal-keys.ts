import * as z from 'zod'

/** The keys of seals by their ids. What an older one sealed still opens; one that was lost is taken away, and nothing that it sealed opens any more. */
export const SealKeys = z.strictObject({
  current: z.string(),
  keys: z.record(z.string().regex(/^[a-z0-9]{1,8}$/), z.string().min(32)),
})
export type SealKeys = z.infer<typeof SealKeys>
