import { type Context, Hono } from 'hono'
import type { Trace } from '#functions/core/history.ts'
import { nearestLanguage } from '#functions/core/messages/messages-in.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { FormFields } from '#functions/core/preferences.ts'
import type { SignedUp as Answer, SignUpForm } from '#functions/use-cases/sign-up.ts'
import { formOf } from './form-of.ts'
import { NotThere } from './plain-pages.tsx'
import { SignedUp, SignUp } from './sign-up-pages.tsx'
import { visitorLanguage } from './visitor-language.ts'

export interface SignUpRoutesDeps {
  signUpForm: (newsletter: string) => Promise<SignUpForm | undefined>
  signUp: (
    newsletter: string,
    fields: FormFields,
    language: string,
    trace: Trace,
  ) => Promise<Answer | undefined>
  /** The address that a request came from. */
  ipOf: (c: Context) => string
}

/** As the visitor asked, else the newsletter's own. */
const languageIn = (c: Context, newsletter: Newsletter): string =>
  nearestLanguage(c.req.query('lang') ?? newsletter.language)

/** `/subscribe/NEWSLETTER`: the sign-up page, and the same form for a frame on another site. Other sites may post here as well. */
export const signUpRoutes = (deps: SignUpRoutesDeps): Hono => {
  const app = new Hono()

  const show = (path: string, framed: boolean) =>
    app.get(path, async (c) => {
      const form = await deps.signUpForm(c.req.param('newsletter') ?? '')
      if (form === undefined) return c.html(<NotThere language={visitorLanguage(c)} />, 404)
      return c.html(<SignUp form={form} language={languageIn(c, form.newsletter)} framed={framed} />)
    })
  show('/:newsletter', false)
  show('/:newsletter/form', true)

  app.post('/:newsletter', async (c) => {
    const slug = c.req.param('newsletter')
    const asked = c.req.query('lang')
    const form = await deps.signUpForm(slug)
    if (form === undefined) return c.html(<NotThere language={visitorLanguage(c)} />, 404)
    const language = nearestLanguage(asked ?? form.newsletter.language)
    const trace = { ip: deps.ipOf(c), agent: (c.req.header('User-Agent') ?? '').slice(0, 300) }
    const answer = await deps.signUp(slug, await formOf(c.req), language, trace)
    if (answer === undefined) return c.html(<NotThere language={visitorLanguage(c)} />, 404)
    if ('sentTo' in answer)
      return c.html(<SignedUp name={answer.newsletter.name} sentTo={answer.sentTo} language={language} />)
    return c.html(<SignUp form={answer} language={language} />, answer.problem === 'limited' ? 429 : 422)
  })

  return app
}
