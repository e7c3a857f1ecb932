import { wireDeskPages } from '#functions/wiring/desk-pages.ts'

export const handler = wireDeskPages()
