import type { Item } from '#functions/adapters/dynamodb/table.ts'

// The part of DynamoDB's expression language that the adapters use, for the twin of a table: conditions with AND, OR,
// brackets, comparisons, BETWEEN and three functions; updates with SET, REMOVE and ADD.

interface Given {
  readonly names?: Record<string, string> | undefined
  readonly values?: Item | undefined
}
type Test = (item: Item | undefined, given: Given) => boolean
type Operand = (item: Item | undefined, given: Given) => unknown

const TOKEN = /\s*(<=|>=|<>|[(),=<>]|[#:]?[A-Za-z_][\w.]*)/gy

const tokensOf = (text: string): string[] => {
  const tokens: string[] = []
  let end = 0
  for (const match of text.matchAll(TOKEN)) {
    tokens.push(match[1] ?? '')
    end = match.index + match[0].length
  }
  if (text.slice(end).trim() !== '') throw new SyntaxError(`The twin does not know: ${text.slice(end)}`)
  return tokens
}

const at = (item: Item | undefined, path: readonly string[]): unknown => {
  let value: unknown = item
  for (const name of path) value = (value as Item | undefined)?.[name]
  return value
}

const nameOf = (name: string, { names }: Given): string => {
  if (!name.startsWith('#')) return name
  const found = names?.[name]
  if (found === undefined) throw new ReferenceError(`No expression attribute name ${name}`)
  return found
}

const operand = (token: string): Operand => {
  if (token.startsWith(':'))
    return (_, { values }) => {
      const value = values?.[token]
      if (value === undefined) throw new ReferenceError(`No expression attribute value ${token}`)
      return value
    }
  return (item, given) =>
    at(
      item,
      token.split('.').map((name) => nameOf(name, given)),
    )
}

type Ordered = string | number

const COMPARISONS: Record<string, (one: unknown, other: unknown) => boolean> = {
  '=': (one, other) => one !== undefined && one === other,
  '<>': (one, other) => one !== other,
  '<': (one, other) => one !== undefined && (one as Ordered) < (other as Ordered),
  '<=': (one, other) => one !== undefined && (one as Ordered) <= (other as Ordered),
  '>': (one, other) => one !== undefined && (one as Ordered) > (other as Ordered),
  '>=': (one, other) => one !== undefined && (one as Ordered) >= (other as Ordered),
}

const FUNCTIONS: Record<string, (...values: unknown[]) => boolean> = {
  attribute_exists: (value) => value !== undefined,
  attribute_not_exists: (value) => value === undefined,
  begins_with: (value, prefix) => typeof value === 'string' && value.startsWith(String(prefix)),
}

class Parser {
  readonly #tokens: string[]
  #next = 0

  constructor(text: string) {
    this.#tokens = tokensOf(text)
  }

  parse(): Test {
    const test = this.#or()
    if (this.#next < this.#tokens.length) throw new SyntaxError(`Unexpected ${this.#tokens[this.#next]}`)
    return test
  }

  #take(expected?: string): string {
    const token = this.#tokens[this.#next] ?? ''
    if (expected !== undefined && token.toUpperCase() !== expected)
      throw new SyntaxError(`Expected ${expected}, not ${token}`)
    this.#next += 1
    return token
  }

  #is(word: string): boolean {
    return this.#tokens[this.#next]?.toUpperCase() === word
  }

  #or(): Test {
    let test = this.#and()
    while (this.#is('OR')) {
      this.#take()
      const [one, other] = [test, this.#and()]
      test = (item, given) => one(item, given) || other(item, given)
    }
    return test
  }

  #and(): Test {
    let test = this.#single()
    while (this.#is('AND')) {
      this.#take()
      const [one, other] = [test, this.#single()]
      test = (item, given) => one(item, given) && other(item, given)
    }
    return test
  }

  #single(): Test {
    if (this.#is('(')) {
      this.#take('(')
      const test = this.#or()
      this.#take(')')
      return test
    }
    const first = this.#take()
    const call = FUNCTIONS[first]
    if (call !== undefined && this.#is('(')) return this.#call(call)
    const left = operand(first)
    if (this.#is('BETWEEN')) {
      this.#take()
      const from = operand(this.#take())
      this.#take('AND')
      const through = operand(this.#take())
      return (item, given) => {
        const value = left(item, given) as Ordered
        return value >= (from(item, given) as Ordered) && value <= (through(item, given) as Ordered)
      }
    }
    const compare = COMPARISONS[this.#take()]
    if (compare === undefined) throw new SyntaxError(`The twin knows no such comparison after ${first}`)
    const right = operand(this.#take())
    return (item, given) => compare(left(item, given), right(item, given))
  }

  #call(call: (...values: unknown[]) => boolean): Test {
    this.#take('(')
    const values = [operand(this.#take())]
    while (this.#is(',')) {
      this.#take(',')
      values.push(operand(this.#take()))
    }
    this.#take(')')
    return (item, given) => call(...values.map((value) => value(item, given)))
  }
}

const known = new Map<string, Test>()

/** Whether a condition, or a key condition, holds for an item, which may be absent. */
export const holds = (text: string, item: Item | undefined, given: Given): boolean => {
  const test = known.get(text) ?? new Parser(text).parse()
  known.set(text, test)
  return test(item, given)
}

const CLAUSES = /\b(SET|REMOVE|ADD)\s+([\s\S]*?)(?=\s+(?:SET|REMOVE|ADD)\s|$)/g

const added = (before: unknown, value: unknown): unknown => {
  if (value instanceof Set) return new Set([...((before as Set<unknown> | undefined) ?? []), ...value])
  return Number(before ?? 0) + Number(value)
}

/** The item after an update expression; attributes of the top level alone. */
export const updated = (text: string, item: Item, given: Given): Item => {
  const after = { ...item }
  for (const [, clause, list = ''] of text.matchAll(CLAUSES))
    for (const part of list.split(',').map((one) => one.trim())) {
      const [target = '', ...rest] = part.split(/[\s=]+/)
      const name = nameOf(target, given)
      const value = rest[0] === undefined ? undefined : operand(rest[0])(item, given)
      if (clause === 'REMOVE') delete after[name]
      else after[name] = clause === 'SET' ? value : added(item[name], value)
    }
  return after
}
