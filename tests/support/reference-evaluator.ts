type Values = Readonly<Record<string, boolean | number | string>>

/** What Handlebars makes of the few forms that a mail's template has, by the book and with no care for speed: the twin on which `fillView` is tried. */
export const evaluate = (template: string, values: Values): string => {
  const tokens = template.split(/(\{\{[^}]*\}\})/)
  let at = 0
  const given = (name: string) => {
    if (!(name in values)) throw new Error(`No value ${name}`)
    return values[name]
  }
  const block = (): string => {
    let output = ''
    for (; at < tokens.length; at += 1) {
      const token = tokens[at] ?? ''
      const [, form] = /^\{\{(.*)\}\}$/.exec(token) ?? []
      if (form === undefined) output += token
      else if (form === 'else' || form.startsWith('/')) return output
      else if (form.startsWith('#')) output += chosen(form)
      else output += String(given(form))
    }
    return output
  }
  const chosen = (form: string): string => {
    const [kind, name = ''] = form.split(' ')
    at += 1
    const first = block()
    const hasElse = tokens[at] === '{{else}}'
    if (hasElse) at += 1
    const second = hasElse ? block() : ''
    return Boolean(given(name)) === (kind === '#if') ? first : second
  }
  return block()
}
