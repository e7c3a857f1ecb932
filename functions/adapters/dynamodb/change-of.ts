import type { Expression, Item } from './table.ts'

/** An update that sets what is named; null takes a value away, undefined leaves it. At least one must change. */
export const updateOf = (fields: Item): Required<Expression> => {
  const named = Object.entries(fields).filter(([, value]) => value !== undefined)
  const [set, removed] = [
    named.filter(([, value]) => value !== null),
    named.filter(([, value]) => value === null),
  ]
  const clauses = [
    set.length > 0 ? `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}` : '',
    removed.length > 0 ? `REMOVE ${removed.map(([name]) => `#${name}`).join(', ')}` : '',
  ]
  return {
    text: clauses.join(' ').trim(),
    names: Object.fromEntries(named.map(([name]) => [`#${name}`, name])),
    values: Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
  }
}

/** The same; nothing, when nothing changes. */
export const changeOf = (fields: Item): Required<Expression> | undefined =>
  Object.values(fields).every((value) => value === undefined) ? undefined : updateOf(fields)
