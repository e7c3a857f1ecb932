import { type Context, Hono } from 'hono'
import type { Trace } from '#functions/core/history.ts'
import type { FormFields } from '#functions/core/preferences.ts'
import type { SignedUp as Answer, SignUpForm } from '#functions/use-cases/sign-up.ts'
import { formOf } from './form-of.ts'
import { NotThere } from './plain-pages.tsx'
import { SignedUp, SignUp } from './sign-up-pages.tsx'
import { visitorLanguage } from './visitor-language.ts'

export interface SignUpRoutesDeps {
  signUpForm: (newsletter: string, language?: string) => Promise<SignUpForm | undefined>
  signUp: (
    newsletter: string,
    fields: FormFields,
    language: string | undefined,
    trace: Trace,
  ) => Promise<Answer | SignUpForm | undefined>
  /** The address that a request came from. */
  ipOf: (c: Context) => string
}

/** `/subscribe/NEWSLETTER`: the sign-up page, and the same form for a frame on another site. Other sites may post here as well. */
export const signUpRoutes = (deps: SignUpRoutesDeps): Hono => {
  const app = new Hono()

  const show = (path: string, framed: boolean) =>
    app.get(path, async (c) => {
      const form = await deps.signUpForm(c.req.param('newsletter') ?? '', c.req.query('lang'))
      if (form === undefined) return c.html(<NotThere language={visitorLanguage(c)} />, 404)
      return c.html(<SignUp form={form} framed={framed} />)
    })
  show('/:newsletter', false)
  show('/:newsletter/form', true)

  app.post('/:newsletter', async (c) => {
    const trace = { ip: deps.ipOf(c), agent: (c.req.header('User-Agent') ?? '').slice(0, 300) }
    const fields = await formOf(c.req)
    const answer = await deps.signUp(c.req.param('newsletter'), fields, c.req.query('lang'), trace)
    if (answer === undefined) return c.html(<NotThere language={visitorLanguage(c)} />, 404)
    if ('sentTo' in answer) return c.html(<SignedUp answer={answer} />)
    return c.html(<SignUp form={answer} />, answer.problem === 'limited' ? 429 : 422)
  })

  return app
}
