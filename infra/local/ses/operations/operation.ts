import * as z from 'zod'
import { badRequest, SesError } from '../ses-error.ts'
import type { Simulation } from '../simulation.ts'

interface OperationRequest {
  readonly params: Record<string, string>
  readonly query: Record<string, string[]>
  readonly body: unknown
  readonly bodyBytes: number
  readonly sourceIp: string
}

/** One action of the API. It runs without awaiting, so that what it reads and what it writes belong together. */
export interface Operation {
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  run(sim: Simulation, request: OperationRequest): { answer: object; acceptedCall?: number | undefined }
}

/** Parses a part of a request, or refuses with SES's exception and the first place that is wrong. */
export const parseInput = <T extends z.ZodType>(schema: T, input: unknown): z.output<T> => {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw badRequest(
    `1 validation error detected: Value at '${issue?.path.join('.') || 'body'}' failed to satisfy constraint: ${issue?.message}`,
  )
}

export const seconds = (milliseconds: number) => milliseconds / 1000

const Token = z
  .string()
  .regex(/^\d{1,9}$/u)
  .transform(Number)

/** A page of a list that is walked by an opaque position. Which exception a wrong token gets, each list says for itself. */
export const page = <T>(
  items: T[],
  query: Record<string, string[]>,
  { maximum, wrongToken }: { maximum: number; wrongToken: string },
) => {
  const size = parseInput(z.coerce.number().int().min(1).max(maximum).default(maximum), query.PageSize?.[0])
  const token = Token.safeParse(query.NextToken?.[0] ?? '0')
  if (!token.success) throw new SesError(wrongToken, 'The token is not valid.')
  const start = token.data
  const next = start + size
  return { items: items.slice(start, next), ...(next < items.length ? { NextToken: String(next) } : {}) }
}
