import type { TemplateData } from '../store/accepted-call.ts'

const isRecord = (value: unknown): value is TemplateData =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Replacement data over default data, key by key: objects merge, lists and plain values are replaced. */
export const mergeTemplateData = (defaults: TemplateData, replacement: TemplateData): TemplateData => {
  const merged = new Map<string, unknown>(Object.entries(defaults))
  for (const [key, value] of Object.entries(replacement)) {
    const before = merged.get(key)
    merged.set(key, isRecord(before) && isRecord(value) ? mergeTemplateData(before, value) : value)
  }
  return Object.fromEntries(merged)
}
