import * as z from 'zod'

export const PARTS = { html: 'HTML', text: 'Text', source: 'Source', page: 'Page' } as const
export const WIDTHS = { 320: '320', 375: '375', 700: '700' } as const
export const SCHEMES = { light: 'Light', dark: 'Dark' } as const

const keyOf = <Key extends string>(labels: Record<Key, string>) => z.enum(Object.keys(labels) as Key[])

/** What a form or an address asks for; what it asks wrongly is as if it were not asked. */
export const Wanted = z.object({
  part: keyOf(PARTS).catch('html'),
  reader: z.string().catch('everything'),
  width: keyOf(WIDTHS).catch('375'),
  scheme: keyOf(SCHEMES).catch('light'),
  /** Fixtures whose names contain it are shown. */
  name: z.string().trim().catch(''),
})
export type Wanted = z.infer<typeof Wanted>
