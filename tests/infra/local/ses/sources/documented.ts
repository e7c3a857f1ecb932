import { API_REFERENCE } from './api-reference.ts'
import { DEVELOPER_GUIDE } from './developer-guide.ts'
import { READINGS } from './readings.ts'
import { STANDARDS } from './standards.ts'

const DOCUMENTS = { ...API_REFERENCE, ...DEVELOPER_GUIDE, ...STANDARDS, ...READINGS }

type IdsOf<Document> = Document extends unknown ? keyof Document & string : never
export type StatementId = IdsOf<(typeof DOCUMENTS)[keyof typeof DOCUMENTS]>

/** Every statement that a rule of the simulator rests on: its id, and its document with what that says in our words. */
export const STATEMENTS: readonly (readonly [id: string, statement: string])[] = Object.entries(
  DOCUMENTS,
).flatMap(([document, statements]) =>
  Object.entries(statements).map(([id, words]) => [id, `${document}: ${words}`] as const),
)

const byId = new Map(STATEMENTS)

/** The title of a test, with the statements that the tested rule rests on. */
export const documented = (ids: StatementId | readonly StatementId[], title: string): string =>
  `${title} [${[ids]
    .flat()
    .map((id) => byId.get(id))
    .join('; ')}]`
