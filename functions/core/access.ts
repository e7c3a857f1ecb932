import * as z from 'zod'
import { Slug } from './slug.ts'

/** `editor`: curates, approves and stops digests. `admin`: the same, and sees readers by name and decides about them. */
export const Role = z.enum(['editor', 'admin'])
export type Role = z.infer<typeof Role>

/** A role for one newsletter, or for all. */
export const Grant = z.strictObject({ role: Role, newsletter: z.union([Slug, z.literal('*')]) })
export type Grant = z.infer<typeof Grant>

/** What a page or an act of the desk needs: a sign-in alone, or a role for the newsletter that it is about. */
export const Right = z.enum(['sign-in', 'edit', 'administer'])
export type Right = z.infer<typeof Right>

const GROUP = /^(editor|admin)s(?::([^*]+))?$/

/** The grants that groups of the identity provider give: `editors`, `admins`, `editors:SLUG`, `admins:SLUG`. Other groups give none. */
export const grantsOf = (groups: readonly string[]): Grant[] =>
  groups.flatMap((group) => {
    const [, role, newsletter = '*'] = GROUP.exec(group) ?? []
    const grant = Grant.safeParse({ role, newsletter })
    return grant.success ? [grant.data] : []
  })

const RIGHTS: Readonly<Record<Role, readonly Right[]>> = {
  editor: ['edit'],
  admin: ['edit', 'administer'],
}

/** Whether somebody with these grants may do what needs a right. Of no newsletter in particular, a role for any is enough. */
export const may = (grants: readonly Grant[], right: Right, newsletter?: string): boolean => {
  if (right === 'sign-in') return grants.length > 0
  return grants.some(
    (grant) =>
      RIGHTS[grant.role].includes(right) &&
      (grant.newsletter === '*' || newsletter === undefined || grant.newsletter === newsletter),
  )
}
