import type { Page } from 'playwright-core'

/** A page worth showing. */
export interface Scene {
  /** Of the desk, or a whole address. */
  readonly path: string
  /** What is done there before the picture is taken. */
  readonly act?: (page: Page) => Promise<unknown>
}

/** By the name of their file. */
export type Scenes = Readonly<Record<string, Scene>>

/** Puts a part of the page at the top of the window. */
const scrolledTo = (selector: string) => (page: Page) =>
  page
    .locator(selector)
    .first()
    .evaluate((part) => part.scrollIntoView({ block: 'start' }))

const inDialog = (selector: string) => async (page: Page) => {
  await page.locator(selector).first().click()
  await page.getByRole('dialog').waitFor()
}

export const beforeSignIn = (address: string): Scenes => ({ 'sign-in': { path: address } })

/** While the first digest is sent. */
export const whileSending = (digest: string): Scenes => ({
  sending: { path: digest },
  'sending-cancel': { path: digest, act: inDialog('#control-cancel') },
})

/** Two days before the second digest goes out. */
export const whileCurating = (newsletter: string, sent: string, draft: string, job: string): Scenes => ({
  home: { path: '/desk' },
  newsletter: { path: newsletter },
  inbox: { path: `${newsletter}/inbox` },
  post: { path: `${newsletter}/inbox`, act: inDialog('.entries .title') },
  backlog: { path: `${newsletter}/backlog` },
  'import-result': { path: job },
  draft: { path: draft },
  entry: { path: draft, act: inDialog('.entries .title:has-text("Radio Sarrow")') },
  preview: { path: `${draft}/preview` },
  review: { path: `${draft}/review` },
  'review-approve': { path: `${draft}/review`, act: scrolledTo('#checks') },
  history: { path: `${draft}/revisions` },
  revision: { path: `${draft}/revisions/6` },
  sent: { path: sent, act: scrolledTo('#standing') },
  'sent-feedback': { path: sent, act: scrolledTo('#feedback') },
  readers: { path: `${sent}/readers` },
  help: { path: '/desk/help' },
  account: { path: '/desk/account' },
})

/** After its approval. */
export const whileApproved = (draft: string): Scenes => ({
  approved: { path: draft, act: inDialog('#control-hold') },
})
