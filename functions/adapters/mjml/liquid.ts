import { type Context, type Emitter, Liquid, Tag, type TagToken, type TopLevelToken, Value } from 'liquidjs'
import { sentinel } from '#functions/core/sentinels.ts'
import { wrapText } from '#functions/core/wrap-text.ts'

/** A tag that leaves something to SES, named by its argument; for an argument of null it leaves nothing. */
const readerTag = (expressionOf: (name: string) => string) =>
  class extends Tag {
    readonly #name: Value

    constructor(token: TagToken, remain: TopLevelToken[], liquid: Liquid) {
      super(token, remain, liquid)
      this.#name = new Value(token.args, liquid)
    }

    *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
      const name = yield this.#name.value(context)
      if (typeof name === 'string') emitter.write(sentinel(expressionOf(name)))
    }
  }

/**
 * A Liquid engine that escapes every value with the function given, reads no file and knows no `raw`.
 * `{% shown flag %}…{% endshown flag %}` is a guard, `{% own name %}` a reader's own value.
 */
export const liquidWith = (escapeValue: (text: string) => string): Liquid => {
  const engine = new Liquid({
    outputEscape: (value: unknown) => escapeValue(String(value ?? '')),
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    templates: {},
  })
  delete engine.filters.raw
  engine.registerTag(
    'shown',
    readerTag((flag) => `#if ${flag}`),
  )
  engine.registerTag(
    'endshown',
    readerTag(() => '/if'),
  )
  engine.registerTag(
    'own',
    readerTag((name) => name),
  )
  engine.registerFilter('wrap', (text: unknown, columns: number, indent = '') =>
    wrapText(String(text), columns, indent),
  )
  return engine
}
