import { notFound } from '../ses-error.ts'
import type { State } from '../store/state.ts'

/** A stored template of this name. */
export const templateOf = (state: State, name: string) => {
  const template = state.templates.get(name)
  if (!template) throw notFound(`Template ${name} does not exist.`)
  return template
}
