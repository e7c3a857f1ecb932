import { Invalid } from './errors.ts'

/** What SES fills into a template: flags are JSON booleans, all else is text that needs no escaping anywhere. */
export type ViewValues = Readonly<Record<string, boolean | number | string>>

/** Braces and backslashes in a subject or text part, where no entity can stand for them, are values too. */
export const CONSTANTS: ViewValues = { lb: '{', rb: '}', bs: '\\' }

const TOKEN = /\{\{(#if|#unless) (\w+)\}\}|\{\{(else|\/if|\/unless)\}\}|\{\{(\w+)\}\}/g

const valueNamed = (values: ViewValues, name: string): boolean | number | string => {
  const value = Object.hasOwn(values, name) ? values[name] : undefined
  if (value === undefined) throw new Invalid(`The template names ${name}, which no reader has.`)
  return value
}

/**
 * One reader's view of a part of an edition: evaluates the only grammar that editions use, `{{name}}`,
 * `{{#if}}…{{else}}…{{/if}}`, `{{#unless}}`. The result must equal what SES makes of it; approval compares the two.
 */
export const fillView = (template: string, values: ViewValues): string => {
  let output = ''
  let end = 0
  // One flag an open block: whether what stands in it is shown, its surroundings included.
  const shown = [true]
  const conditions: boolean[] = []
  for (const match of template.matchAll(TOKEN)) {
    if (shown.at(-1)) output += template.slice(end, match.index)
    end = match.index + match[0].length
    const [, opening, flag, keyword, name] = match
    if (opening !== undefined && flag !== undefined) {
      const value = valueNamed(values, flag)
      const holds = (value !== false && value !== 0 && value !== '') === (opening === '#if')
      conditions.push(holds)
      shown.push(shown.at(-1) === true && holds)
    } else if (keyword === 'else') {
      shown.pop()
      shown.push(shown.at(-1) === true && conditions.at(-1) === false)
    } else if (keyword !== undefined) {
      shown.pop()
      conditions.pop()
    } else if (name !== undefined && shown.at(-1)) output += String(valueNamed(values, name))
  }
  return output + template.slice(end)
}
