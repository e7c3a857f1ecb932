import { type DefaultTreeAdapterTypes, parse } from 'parse5'

type Node = DefaultTreeAdapterTypes.Node

/** What a browser makes of a page, a line for each element, comment and text; two pages of one outline differ in nothing. */
export const outlineOf = (html: string): string[] => {
  const lines: string[] = []
  const walk = (node: Node, depth: number): void => {
    const indent = '  '.repeat(depth)
    if ('value' in node) lines.push(`${indent}“${node.value}”`)
    else if ('data' in node) lines.push(`${indent}<!--${node.data}-->`)
    else if ('attrs' in node)
      lines.push(
        `${indent}<${[node.tagName, ...node.attrs.map(({ name, value }) => `${name}=“${value}”`)].join(' ')}>`,
      )
    else lines.push(`${indent}${node.nodeName}`)
    if ('childNodes' in node) for (const child of node.childNodes) walk(child, depth + 1)
  }
  walk(parse(html), 0)
  return lines
}
