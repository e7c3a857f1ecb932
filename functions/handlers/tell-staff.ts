import { wireTellStaff } from '#functions/wiring/tell-staff.ts'

export const handler = wireTellStaff()
