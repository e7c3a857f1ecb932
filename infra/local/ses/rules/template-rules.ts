import { badRequest } from '../ses-error.ts'
import type { TemplateData } from '../store/accepted-call.ts'
import { type Node, parseTemplate } from '../template/parse-template.ts'

interface Parts {
  readonly subject: string
  readonly text?: string | undefined
  readonly html?: string | undefined
}

/** A template's name has 1 to 64 ASCII letters, digits, `_` or `-`. */
export const checkTemplateName = (name: string): void => {
  if (!/^[A-Za-z0-9_-]{1,64}$/u.test(name))
    throw badRequest(
      `Template name '${name.slice(0, 80)}' must have 1 to 64 of the characters A-Z, a-z, 0-9, '_' and '-'.`,
    )
}

/** A stored template is at most 500 kB, text and HTML together; read strictly as 500,000 bytes. */
export const checkTemplateSize = (parts: Parts): void => {
  const bytes = Buffer.byteLength(parts.text ?? '') + Buffer.byteLength(parts.html ?? '')
  if (bytes > 500_000) throw badRequest(`The template is ${bytes} bytes large, at most 500000 are allowed.`)
}

/** The input of a call with an inline template is at most 1 MB as a whole; read strictly as 1,000,000 bytes. */
export const checkInlineInputSize = (bytes: number): void => {
  if (bytes > 1_000_000)
    throw badRequest(
      `The input with inline template content is ${bytes} bytes large, at most 1000000 are allowed.`,
    )
}

const parsed = (part: string, source: string): Node[] => {
  try {
    return parseTemplate(source)
  } catch (error) {
    throw badRequest(
      `The template's ${part} is not valid: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

/** A template needs a subject and a text or HTML part, and each must parse. */
export const checkTemplateSyntax = (parts: Parts): void => {
  if (parts.subject === '') throw badRequest('The template has no subject.')
  if (!parts.text && !parts.html) throw badRequest('The template has neither a text nor an HTML part.')
  for (const [part, source] of Object.entries(parts)) parsed(part, source ?? '')
}

/**
 * Inline content "supports only simple substitutions" (SDK, Template.TemplateContent). Names with `_` or `.`
 * are refused as well, as reported in aws-sdk-js-v3 issue 6657.
 */
export const checkInlineSyntax = (parts: Parts): void => {
  for (const [part, source] of Object.entries(parts)) {
    const simple = (node: Node) =>
      typeof node === 'string' || (node.kind === 'value' && /^[A-Za-z0-9]+$/u.test(node.path.name))
    if (!parsed(part, source ?? '').every(simple) || source?.includes('{{!'))
      throw badRequest('Template contains unsupported operations.')
  }
}

/** Template data has at most 262,144 characters, default and replacement each. */
export const checkTemplateDataSize = (data: string | undefined): void => {
  if (data !== undefined && data.length > 262_144)
    throw badRequest(`Template data has ${data.length} characters, at most 262144 are allowed.`)
}

/** Template data is a string that holds a JSON object. */
export const parseTemplateData = (data: string | undefined): TemplateData | undefined => {
  if (data === undefined) return {}
  try {
    const value: unknown = JSON.parse(data)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as TemplateData)
      : undefined
  } catch {
    return undefined
  }
}
