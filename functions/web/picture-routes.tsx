import { Hono, type MiddlewareHandler } from 'hono'
import * as z from 'zod'
import { PICTURE_TYPES, Picture } from '#functions/core/picture.ts'
import { NotThere } from './plain-pages.tsx'
import { visitorLanguage } from './visitor-language.ts'

export interface PictureRoutesDeps {
  picture: (name: string) => Promise<Uint8Array | undefined>
}

/** Whoever opens a picture by itself gets nothing that runs. It has the last word, so it goes before the guards of pages. */
export const pictureGuard: MiddlewareHandler = async (c, next) => {
  await next()
  if (c.res.ok) c.res.headers.set('Content-Security-Policy', "default-src 'none'; sandbox")
}

const Extension = z.enum(['png', 'jpg', 'gif'])

/** `/pictures/NAME`: a name holds the hash of what it names, so that whoever has a picture never asks again. */
export const pictureRoutes = ({ picture }: PictureRoutesDeps): Hono => {
  const app = new Hono()

  app.get('/:name', async (c) => {
    const name = Picture.shape.name.safeParse(c.req.param('name'))
    const bytes = name.success ? await picture(name.data) : undefined
    if (!name.success || bytes === undefined) return c.html(<NotThere language={visitorLanguage(c)} />, 404)
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    const type = PICTURE_TYPES[Extension.parse(name.data.split('.').at(-1))]
    return c.body(new Uint8Array(bytes), 200, { 'Content-Type': type })
  })

  return app
}
