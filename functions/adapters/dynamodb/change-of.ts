import type { Expression, Item } from './table.ts'

/** An update that sets what is named; null takes a value away, undefined leaves it. Nothing, when that changes nothing. */
export const changeOf = (fields: Item): Required<Expression> | undefined => {
  const named = Object.entries(fields).filter(([, value]) => value !== undefined)
  const [set, removed] = [
    named.filter(([, value]) => value !== null),
    named.filter(([, value]) => value === null),
  ]
  const clauses = [
    set.length > 0 ? `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}` : '',
    removed.length > 0 ? `REMOVE ${removed.map(([name]) => `#${name}`).join(', ')}` : '',
  ]
  if (named.length === 0) return undefined
  return {
    text: clauses.join(' ').trim(),
    names: Object.fromEntries(named.map(([name]) => [`#${name}`, name])),
    values: Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
  }
}
