import { clip } from './plain-text.ts'

/** Who did something; the id where they signed in at the desk. */
export interface Person {
  readonly by: string
  readonly person?: string | undefined
}

/** As rows keep it. */
const plain = (name: string): string => clip(name, 64).toLowerCase()

/** Whether two are one: by their ids where both are known, else by their names. */
export const isSamePerson = (one: Person, other: Person): boolean =>
  one.person !== undefined && other.person !== undefined
    ? one.person === other.person
    : plain(one.by) === plain(other.by)
