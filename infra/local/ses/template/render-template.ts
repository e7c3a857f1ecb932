import type { Node, Path } from './parse-template.ts'

interface Scope {
  readonly value: unknown
  readonly parent?: Scope
  readonly loop?: Record<string, unknown>
}

const MAX_DEPTH = 100

const nearestLoop = (scope: Scope | undefined): Record<string, unknown> | undefined =>
  scope?.loop ?? (scope?.parent ? nearestLoop(scope.parent) : undefined)

const ownValue = (holder: unknown, name: string): unknown =>
  typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
    ? (holder as Record<string, unknown>)[name]
    : undefined

const lookUp = (path: Path, scope: Scope): unknown => {
  let from: Scope | undefined = scope
  for (let up = path.depth; up > 0; up--) from = from?.parent
  let value: unknown = path.loop ? nearestLoop(from) : from?.value
  for (const part of path.parts) value = ownValue(value, part)
  if (value === undefined || value === null)
    throw new Error(`Attribute '${path.name}' is not present in the rendering data.`)
  return value
}

const truthy = (value: unknown) => (Array.isArray(value) ? value.length > 0 : Boolean(value))

/** What SES prints for an object or a list is undocumented, so it is refused here. */
const scalar = (path: Path, value: unknown): string => {
  if (typeof value === 'object')
    throw new Error(`Attribute '${path.name}' is neither text, number nor boolean.`)
  return String(value)
}

const renderNode = (
  node: Exclude<Node, string>,
  scope: Scope,
  partials: Map<string, Node[]>,
  depth: number,
): string => {
  if (node.kind === 'define') return ''
  if (node.kind === 'partial') {
    const body = partials.get(node.name)
    if (!body) throw new Error(`Partial '${node.name}' is not defined.`)
    return renderNodes(body, scope, partials, depth)
  }
  const value = lookUp(node.path, scope)
  if (node.kind === 'value') return scalar(node.path, value)
  if (node.kind === 'each') return renderEach(node, value, scope, partials, depth)
  const taken = truthy(value) === (node.kind === 'if') ? node.body : node.otherwise
  return renderNodes(taken, scope, partials, depth)
}

const renderNodes = (nodes: Node[], scope: Scope, partials: Map<string, Node[]>, depth: number): string => {
  if (depth > MAX_DEPTH) throw new Error('Partials are nested too deeply.')
  // Handlebars runs the decorators of a program before its statements.
  for (const node of nodes)
    if (typeof node !== 'string' && node.kind === 'define') partials.set(node.name, node.body)
  let output = ''
  for (const node of nodes)
    output += typeof node === 'string' ? node : renderNode(node, scope, partials, depth + 1)
  return output
}

const renderEach = (
  node: { body: Node[]; otherwise: Node[] },
  value: unknown,
  scope: Scope,
  partials: Map<string, Node[]>,
  depth: number,
): string => {
  const items = typeof value === 'object' && value !== null ? Object.entries(value) : []
  if (items.length === 0) return renderNodes(node.otherwise, scope, partials, depth)
  const last = items.length - 1
  return items
    .map(([key, item], index) => {
      const loop = {
        index,
        key: Array.isArray(value) ? index : key,
        first: index === 0,
        last: index === last,
      }
      return renderNodes(node.body, { value: item, parent: scope, loop }, partials, depth)
    })
    .join('')
}

/** Fills a template. Values are not HTML-escaped. A missing or null name that is reached is an error, as in SES. */
export const renderTemplate = (nodes: Node[], data: object): string => {
  const partials = new Map<string, Node[]>()
  return renderNodes(nodes, { value: data }, partials, 0)
}
