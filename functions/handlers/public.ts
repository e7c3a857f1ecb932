import { wirePublic } from '#functions/wiring/public.ts'

export const handler = wirePublic()
