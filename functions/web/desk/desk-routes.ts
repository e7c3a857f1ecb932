import { type AccountDeps, accountRoutes } from './account-routes.tsx'
import { type ControlDeps, controlRoutes } from './control-routes.tsx'
import { type CorrectionDeps, correctionRoutes } from './correction-routes.tsx'
import type { DeskRoute } from './desk-route.ts'
import { type DraftDeps, draftRoutes } from './draft-routes.tsx'
import type { Framed } from './frame.tsx'
import { type HomeDeps, homeRoutes } from './home-routes.tsx'
import { type ImportDeps, importRoutes } from './import-routes.tsx'
import { type InboxDeps, inboxRoutes } from './inbox-routes.tsx'
import { type NewsletterDeps, newsletterRoutes } from './newsletter-routes.tsx'
import { type NewsletterSwitchDeps, newsletterSwitchRoutes } from './newsletter-switch-routes.tsx'
import { type PreviewDeps, previewRoutes } from './preview-routes.tsx'
import { type ReaderDeps, readerRoutes } from './reader-routes.tsx'
import { type ReviewDeps, reviewRoutes } from './review-routes.tsx'
import { type RevisionDeps, revisionRoutes } from './revision-routes.tsx'
import { type SentRoutesDeps, sentRoutes } from './sent-routes.tsx'
import { type TestMailDeps, testMailRoutes } from './test-mail-routes.ts'

export interface DeskRoutesDeps
  extends HomeDeps,
    NewsletterDeps,
    NewsletterSwitchDeps,
    InboxDeps,
    ImportDeps,
    DraftDeps,
    PreviewDeps,
    ReviewDeps,
    TestMailDeps,
    RevisionDeps,
    ControlDeps,
    SentRoutesDeps,
    CorrectionDeps,
    ReaderDeps,
    AccountDeps {}

/** All pages and acts of the desk, each with the right that it needs. */
export const deskRoutes = (deps: DeskRoutesDeps, page: Framed): DeskRoute[] => [
  ...homeRoutes(deps, page),
  ...accountRoutes(deps, page),
  ...newsletterRoutes(deps, page),
  ...newsletterSwitchRoutes(deps, page),
  ...inboxRoutes(deps, page),
  ...importRoutes(deps, page),
  ...controlRoutes(deps, page),
  ...sentRoutes(deps, page),
  ...correctionRoutes(deps, page),
  ...readerRoutes(deps, page),
  ...reviewRoutes(deps, page),
  ...testMailRoutes(deps),
  ...revisionRoutes(deps, page),
  ...previewRoutes(deps, page),
  ...draftRoutes(deps, page),
]
