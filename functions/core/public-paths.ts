import { type DigestRef, digestKey } from './digest-key.ts'

// Below the public origin; in mails for years, so they never change.

export const pagePath = (digest: DigestRef): string => `/archive/${digest.newsletter}/${digestKey(digest)}`
export const previewPath = (token: string): string => `/preview/${token}`
export const leavePath = (token: string): string => `/leave/${token}`
export const adjustPath = (token: string): string => `/preferences/${token}`
export const linkPath = (key: string): string => `/link/${key}`
export const stillPath = (token: string): string => `/still/${token}`
export const picturePath = (name: string): string => `/pictures/${name}`
export const signUpPath = (newsletter: string): string => `/subscribe/${newsletter}`
export const signUpFormPath = (newsletter: string): string => `/subscribe/${newsletter}/form`
