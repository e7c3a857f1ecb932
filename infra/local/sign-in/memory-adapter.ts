import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'

/** What the provider keeps, for as long as its process runs. Its own adapter of this kind forgets after a thousand rows, and warns at each start. */
export const memoryAdapter = (): AdapterFactory => {
  const kept = new Map<string, AdapterPayload>()

  return (kind): Adapter => {
    const keyOf = (id: string): string => `${kind}:${id}`
    const first = (isMeant: (payload: AdapterPayload) => boolean) =>
      [...kept].find(([key, payload]) => key.startsWith(`${kind}:`) && isMeant(payload))?.[1]

    return {
      async upsert(id, payload) {
        kept.set(keyOf(id), payload)
      },
      find: async (id) => kept.get(keyOf(id)),
      findByUid: async (uid) => first((payload) => payload.uid === uid),
      findByUserCode: async (code) => first((payload) => payload.userCode === code),
      async consume(id) {
        const payload = kept.get(keyOf(id))
        if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000)
      },
      async destroy(id) {
        kept.delete(keyOf(id))
      },
      async revokeByGrantId(grantId) {
        for (const [key, payload] of kept) if (payload.grantId === grantId) kept.delete(key)
      },
    }
  }
}
