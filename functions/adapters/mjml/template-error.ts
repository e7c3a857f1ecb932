import { LiquidError } from 'liquidjs'
import * as z from 'zod'
import { Invalid } from '#functions/core/errors.ts'
import { describeFault, lineLike } from '#functions/core/template-source.ts'
import { wordsOf } from './liquid.ts'

/** Where MJML refuses a mail. */
const Refusals = z.object({
  errors: z.array(z.object({ line: z.number(), message: z.string(), tagName: z.string().optional() })).min(1),
})

const inLine = (line: number | undefined, words: string, cause: unknown): Invalid =>
  new Invalid(describeFault({ line, words: words.replace(/\.?$/, '.') }), { cause })

/** What Liquid or MJML has against a template, as Invalid with the line of its source and the reason. `rendered` is what Liquid made of it, as far as it came. */
export const templateError = (
  error: unknown,
  source: string,
  rendered: string,
  partials: Readonly<Record<string, string>>,
): Invalid => {
  if (error instanceof Invalid) return error
  if (error instanceof LiquidError) {
    const [line] = error.token.getPosition()
    const words = error.originalError?.message ?? wordsOf(error)
    const [part] = Object.entries(partials).find(([, text]) => text === error.token.input) ?? []
    return inLine(
      part === undefined ? line : undefined,
      part === undefined ? words : `In “${part}”, line ${line}: ${words}`,
      error,
    )
  }
  const refused = Refusals.safeParse(error).data?.errors[0]
  if (refused === undefined) return inLine(undefined, `MJML cannot read it: ${String(error)}`, error)
  const { line, message, tagName } = refused
  const at = lineLike(source, rendered.split('\n')[line - 1] ?? '')
  return inLine(at, `${tagName === undefined ? '' : `<${tagName}>: `}${message}`, error)
}

/** That a tag is not closed where it must be. */
export const unbalancedError = (
  { tag, line }: { readonly tag: string; readonly line: number },
  source: string,
  rendered: string,
): Invalid =>
  inLine(
    lineLike(source, rendered.split('\n')[line - 1] ?? ''),
    `<${tag}> is not closed, or closed in another place than it was opened`,
    undefined,
  )
