import type { People } from './ports.ts'

/** The ids that a person had before, those of earlier moves too; latest first. */
export const allFormerIds = async (people: People, reader: string): Promise<string[]> => {
  const seen = new Set([reader])
  for (const id of seen) for (const former of await people.formerIds(id)) seen.add(former)
  return [...seen].slice(1)
}
