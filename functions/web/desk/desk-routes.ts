import { type AccountDeps, accountRoutes } from './account-routes.tsx'
import { type ControlDeps, controlRoutes } from './control-routes.tsx'
import type { DeskRoute } from './desk-route.ts'
import { type DraftDeps, draftRoutes } from './draft-routes.tsx'
import type { Framed } from './frame.tsx'
import { type HomeDeps, homeRoutes } from './home-routes.tsx'
import { type NewsletterDeps, newsletterRoutes } from './newsletter-routes.tsx'
import { type PreviewDeps, previewRoutes } from './preview-routes.tsx'
import { type ReviewDeps, reviewRoutes } from './review-routes.tsx'
import { type RevisionDeps, revisionRoutes } from './revision-routes.tsx'

export interface DeskRoutesDeps
  extends HomeDeps,
    NewsletterDeps,
    DraftDeps,
    PreviewDeps,
    ReviewDeps,
    RevisionDeps,
    ControlDeps,
    AccountDeps {}

/** All pages and acts of the desk, each with the right that it needs. */
export const deskRoutes = (deps: DeskRoutesDeps, page: Framed): DeskRoute[] => [
  ...homeRoutes(deps, page),
  ...accountRoutes(deps, page),
  ...newsletterRoutes(deps, page),
  ...controlRoutes(deps, page),
  ...reviewRoutes(deps, page),
  ...revisionRoutes(deps, page),
  ...previewRoutes(deps, page),
  ...draftRoutes(deps, page),
]
