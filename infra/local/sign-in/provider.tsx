import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import Provider, { errors } from 'oidc-provider'
import { ChoicePage, EndedPage, htmlOf, STYLE_PATH } from './pages.tsx'
import { CHOICE_PATH, type ProviderOptions, providerConfiguration } from './provider-configuration.tsx'
import { SAMPLE_PEOPLE } from './sample-people.ts'

const css = readFileSync(new URL('./sign-in.css', import.meta.url), 'utf8')

/** The provider, and the page on which one of the sample people is chosen. */
export const openProvider = (options: ProviderOptions): Provider => {
  const { issuer, publicOrigin } = options
  const provider = new Provider(issuer, providerConfiguration(options))
  provider.on('server_error', (_, error) => console.error(error))

  // Forms lead on to the desk, and browsers hold redirects to the same rule. The library adds its own scripts to `script-src`.
  const policy = `default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action 'self' ${publicOrigin}; base-uri 'none'; frame-ancestors 'none'`
  provider.use(async (ctx, next) => {
    ctx.set('content-security-policy', policy)
    ctx.set('x-content-type-options', 'nosniff')
    ctx.set('referrer-policy', 'no-referrer')
    await next()
  })

  provider.use(async (ctx, next) => {
    if (ctx.path !== STYLE_PATH) return next()
    ctx.type = 'css'
    ctx.body = css
  })

  provider.use(async (ctx, next) => {
    if (!ctx.path.startsWith(CHOICE_PATH)) return next()
    ctx.set('cache-control', 'no-store')
    ctx.type = 'html'
    try {
      await provider.interactionDetails(ctx.req, ctx.res)
      const chosen = ctx.method === 'POST' ? new URLSearchParams(await text(ctx.req)).get('person') : null
      const person = SAMPLE_PEOPLE.find(({ id }) => id === chosen)
      if (person === undefined) {
        ctx.body = htmlOf(<ChoicePage people={SAMPLE_PEOPLE} />)
        return
      }
      const result = { login: { accountId: person.id } }
      const to = await provider.interactionResult(ctx.req, ctx.res, result, {
        mergeWithLastSubmission: false,
      })
      ctx.status = 303
      ctx.redirect(to)
    } catch (error) {
      if (!(error instanceof errors.SessionNotFound)) throw error
      const why = 'It was finished already, or began before Gazette was started anew.'
      ctx.status = 400
      ctx.body = htmlOf(<EndedPage why={why} desk={`${publicOrigin}/desk`} />)
    }
  })
  return provider
}
