import * as z from 'zod'
import { badRequest } from '../ses-error.ts'
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

/** A page of a list that is walked by an opaque position. */
export const page = <T>(items: T[], query: Record<string, string[]>, maximum: number) => {
  const size = parseInput(z.coerce.number().int().min(1).max(maximum).default(maximum), query.PageSize?.[0])
  const start = parseInput(z.coerce.number().int().min(0).default(0), query.NextToken?.[0])
  const next = start + size
  return { items: items.slice(start, next), ...(next < items.length ? { NextToken: String(next) } : {}) }
}
