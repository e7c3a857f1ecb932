import { type DeskRoutesDeps, deskRoutes } from '#functions/web/desk/desk-routes.ts'
import { framed } from '#functions/web/desk/frame.tsx'

// Making the routes asks for nothing.
const ROUTES = deskRoutes({ control: {} } as DeskRoutesDeps, framed({ css: '', js: '', icon: '' }))

/** The paths of the desk's pages, or of its acts, with their parameters. */
export const routesOfDesk = (wanted: 'GET' | 'POST'): string[] =>
  ROUTES.filter(({ method }) => method === wanted).map(({ path }) => path)

/** Whether a route answers a path. */
export const isOf = (route: string, path: string): boolean =>
  new RegExp(`^${route.replace(/:[a-z]+/gi, '[^/]+')}$`).test(path)
