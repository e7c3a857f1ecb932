/** How often a second the API reference lets an operation be called; sending has quotas of its own. */
const A_SECOND: Readonly<Record<string, number>> = {
  CreateEmailTemplate: 1,
  DeleteEmailTemplate: 1,
  GetEmailTemplate: 50,
  ListEmailTemplates: 1,
  TestRenderEmailTemplate: 1,
  UpdateEmailTemplate: 1,
}

export const createOperationRates = () => {
  const lately = new Map<string, number[]>()
  return {
    /** Counts a call, or says that it comes too soon. */
    take(operation: string): boolean {
      const limit = A_SECOND[operation]
      if (limit === undefined) return true
      const now = Date.now()
      const calls = (lately.get(operation) ?? []).filter((time) => time <= now && now - time < 1000)
      if (calls.length >= limit) return false
      lately.set(operation, [...calls, now])
      return true
    },
  }
}

export type OperationRates = ReturnType<typeof createOperationRates>
