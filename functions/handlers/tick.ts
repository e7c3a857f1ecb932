import { wireTick } from '#functions/wiring/tick.ts'

export const handler = wireTick()
