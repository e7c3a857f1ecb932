import Handlebars from 'handlebars'

export interface Path {
  readonly name: string
  readonly depth: number
  readonly parts: readonly string[]
  /** `@index`, `@key`, `@first`, `@last` */
  readonly loop: boolean
}

export type Node =
  | string
  | { kind: 'value'; path: Path }
  | { kind: 'if' | 'unless' | 'each'; path: Path; body: Node[]; otherwise: Node[] }
  | { kind: 'define'; name: string; body: Node[] }
  | { kind: 'partial'; name: string }

const toPath = (expression: hbs.AST.Expression): Path => {
  if (expression.type !== 'PathExpression') throw new Error(`A name was expected, not ${expression.type}`)
  const { original, depth, parts, data } = expression as hbs.AST.PathExpression
  return { name: original, depth, parts, loop: data }
}

const nameOf = (expression: hbs.AST.Expression): string =>
  expression.type === 'PathExpression' ? (expression as hbs.AST.PathExpression).original : expression.type

const toNode = (statement: hbs.AST.Statement): Node[] => {
  switch (statement.type) {
    case 'ContentStatement':
      return [(statement as hbs.AST.ContentStatement).value]
    case 'CommentStatement':
      return []
    case 'MustacheStatement': {
      const { path, params, hash } = statement as hbs.AST.MustacheStatement
      if (params.length > 0 || hash)
        throw new Error(`'${nameOf(path)}' is not a helper that templates may use`)
      return [{ kind: 'value', path: toPath(path) }]
    }
    case 'BlockStatement':
      return [toBlock(statement as hbs.AST.BlockStatement)]
    case 'DecoratorBlock': {
      const { path, params, program } = statement as hbs.AST.DecoratorBlock
      const name = params[0]
      if (nameOf(path) !== 'inline' || params.length !== 1 || name?.type !== 'StringLiteral')
        throw new Error(`Only {{#* inline "name"}} may define a partial`)
      return [{ kind: 'define', name: (name as hbs.AST.StringLiteral).value, body: statements(program) }]
    }
    case 'PartialStatement': {
      const { name, params, hash } = statement as hbs.AST.PartialStatement
      if (params.length > 0 || hash) throw new Error('A partial takes no arguments')
      if (name.type !== 'PathExpression') throw new Error('A partial is called by its name')
      return [{ kind: 'partial', name: nameOf(name) }]
    }
    default:
      throw new Error(`${statement.type} is not supported`)
  }
}

const statements = (program: hbs.AST.Program | undefined): Node[] =>
  (program?.body ?? []).flatMap((statement) => toNode(statement))

const toBlock = (block: hbs.AST.BlockStatement): Node => {
  const kind = nameOf(block.path)
  if (kind !== 'if' && kind !== 'unless' && kind !== 'each') throw new Error(`Unknown block helper '${kind}'`)
  const [argument, ...rest] = block.params
  if (!argument || rest.length > 0 || block.hash) throw new Error(`'${kind}' takes exactly one argument`)
  if (block.program?.blockParams?.length) throw new Error('Block parameters are not supported')
  // `{{^if x}}…{{/if}}` parses without a program: the inverse alone.
  return {
    kind,
    path: toPath(argument),
    body: statements(block.program),
    otherwise: statements(block.inverse),
  }
}

/**
 * Parses SES's share of Handlebars: substitution, if, unless, each, inline partials (developer guide,
 * "advanced email personalization"). Anything else is refused, also what the library itself would allow.
 */
export const parseTemplate = (source: string): Node[] =>
  source === '' ? [] : statements(Handlebars.parse(source))
