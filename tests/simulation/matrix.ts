import { FAULTS, type Fault } from './profile.ts'

/** What a worker is at, from the freeze to the close. */
export const STATES = [
  'freeze',
  'seal',
  'read back',
  'dispatch',
  'claim',
  're-read',
  'mark',
  'call',
  'settle',
  'count',
  'record',
  'close',
] as const
export type State = (typeof STATES)[number]

/** How often each fault met each state. */
export type Matrix = Record<string, number>

export const cell = (fault: Fault, state: State): string => `${fault} × ${state}`

const ONLY_IN_A_CALL: readonly Fault[] = [
  'ses throttled',
  'ses unreachable',
  'ses paused',
  'answer unknown',
  'slow answer',
]

/** Whether a fault can meet a state at all. */
export const isPossible = (fault: Fault, state: State): boolean => {
  if (ONLY_IN_A_CALL.includes(fault)) return state === 'call'
  // The ledger answers these; a call to SES has faults of its own.
  if (fault === 'store failed' || fault === 'answer lost') return state !== 'call'
  // SES tells nothing of a digest of which nobody was called.
  if (fault.startsWith('event ')) return !['freeze', 'seal', 'read back'].includes(state)
  // Before the seal there is nothing to sweep.
  if (fault === 'two sweepers') return !['freeze', 'seal', 'read back'].includes(state)
  // A digest is frozen before anything of it is handed out.
  if (fault === 'two freezers') return ['freeze', 'seal', 'read back'].includes(state)
  // A digest is paused once it is approved, so it can be resumed in any state.
  return true
}

export const cells = (): { fault: Fault; state: State }[] =>
  FAULTS.flatMap((fault) =>
    STATES.filter((state) => isPossible(fault, state)).map((state) => ({ fault, state })),
  )

export const addTo = (matrix: Matrix, other: Matrix): void => {
  for (const [name, count] of Object.entries(other)) matrix[name] = (matrix[name] ?? 0) + count
}

/** The matrix as a table for people. */
export const tell = (matrix: Matrix): string => {
  const width = Math.max(...FAULTS.map((fault) => fault.length))
  const rows = FAULTS.map((fault) => {
    const counts = STATES.map((state) =>
      (isPossible(fault, state) ? String(matrix[cell(fault, state)] ?? 0) : '–').padStart(9),
    )
    return fault.padEnd(width) + counts.join(' ')
  })
  return [''.padEnd(width) + STATES.map((state) => state.padStart(9)).join(' '), ...rows].join('\n')
}
