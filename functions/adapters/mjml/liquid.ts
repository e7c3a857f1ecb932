import { type Context, type Emitter, Liquid, Tag, type TagToken, type TopLevelToken, Value } from 'liquidjs'
import { Invalid } from '#functions/core/errors.ts'
import { withoutNeedlessIsolates } from '#functions/core/isolates.ts'
import { sentinel } from '#functions/core/sentinels.ts'
import { wrapText } from '#functions/core/wrap-text.ts'
import { withSentinels } from './filled.ts'

// A template that somebody wrote may not run for ever: milliseconds, characters of source, units of memory.
const LIMITS = { renderLimit: 5_000, parseLimit: 500_000, memoryLimit: 50_000_000 }

/** What SES fills in has a name, and no more: a template must not write guards of its own making. */
const nameIn = (text: string): string => {
  if (!/^\w+$/.test(text)) throw new Invalid(`“${text}” is no name of what differs between readers.`)
  return text
}

/** What Liquid says, without where. */
export const wordsOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/, (file|line):[\s\S]*$/, '')

/** A tag that writes what its argument says; for an argument of null nothing. */
const writingTag = (written: (value: string) => string) =>
  class extends Tag {
    readonly #value: Value

    constructor(token: TagToken, remain: TopLevelToken[], liquid: Liquid) {
      super(token, remain, liquid)
      this.#value = new Value(token.args, liquid)
    }

    *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
      let value: unknown
      try {
        value = yield this.#value.value(context)
      } catch (error) {
        // Its position counts from the argument: thrown anew it gets that of the tag.
        throw new Invalid(wordsOf(error), { cause: error })
      }
      if (typeof value === 'string') emitter.write(written(value))
    }
  }

/**
 * A Liquid engine that escapes every value with the function given, has the partials given, reads no file and knows no
 * `raw`. `{% shown flag %}…{% endshown flag %}` is a guard with `{% notshown flag %}` for the others, `{% own name %}` a
 * reader's own value, `{% filled sentence %}` a sentence with such values in it.
 */
export const liquidWith = (
  escapeValue: (text: string) => string,
  partials: Readonly<Record<string, string>> = {},
): Liquid => {
  const written = (text: string): string => escapeValue(withoutNeedlessIsolates(text))
  const engine = new Liquid({
    outputEscape: (value: unknown) => written(String(value ?? '')),
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    templates: { ...partials },
    ...LIMITS,
  })
  delete engine.filters.raw
  const tags = {
    shown: (flag: string) => sentinel(`#if ${nameIn(flag)}`),
    notshown: () => sentinel('else'),
    endshown: () => sentinel('/if'),
    own: (name: string) => sentinel(nameIn(name)),
    filled: (sentence: string) => withSentinels(withoutNeedlessIsolates(sentence), escapeValue),
  }
  for (const [name, write] of Object.entries(tags)) engine.registerTag(name, writingTag(write))
  engine.registerFilter('wrap', (text: unknown, columns: number, indent = '') =>
    wrapText(String(text), columns, indent),
  )
  return engine
}
