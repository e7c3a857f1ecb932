import { wireSweepReaders } from '#functions/wiring/sweep-readers.ts'

export const handler = wireSweepReaders()
