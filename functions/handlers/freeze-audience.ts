import { wireFreezeAudience } from '#functions/wiring/freeze-audience.ts'

export const handler = wireFreezeAudience()
