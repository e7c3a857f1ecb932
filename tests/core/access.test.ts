import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { grantsOf, may, Right } from '#functions/core/access.ts'
import { hostileText } from '#tests/support/hostile-strings.ts'

const slug = fc.constantFrom('sample', 'sample-two', 'weekly', 'admin', 'editors')
const named = fc.constantFrom('editors', 'admins').chain((role) => slug.map((of) => `${role}:${of}`))
const group = fc.oneof(
  named,
  fc.constantFrom('editors', 'admins', 'Editors', 'editor', 'admins:', 'editors:Sample', 'us-east-1_google'),
  hostileText,
)
const groups = fc.array(group, { maxLength: 5 })
const right = fc.constantFrom(...Right.options)
const about = fc.option(slug, { nil: undefined })

describe('the groups of somebody', () => {
  test.each([
    ['editors', { role: 'editor', newsletter: '*' }],
    ['admins', { role: 'admin', newsletter: '*' }],
    ['editors:sample', { role: 'editor', newsletter: 'sample' }],
    ['admins:sample-two', { role: 'admin', newsletter: 'sample-two' }],
  ])('%s is a grant', (name, grant) => {
    expect(grantsOf([name])).toEqual([grant])
  })

  test.each([
    ...['', 'editor', 'Editors', ' editors', 'editors ', 'editors\n', 'editors,admins', 'my-editors'],
    ...['editors:', 'editors: ', 'editors:Sample', 'editors:sample\n', 'editors:a:b', 'admins:sample,weekly'],
    ...['admins:sample/../weekly', 'admins:*', 'owners', '*', 'cognito:admins', `editors:${'a'.repeat(41)}`],
  ])('%j is none', (name) => {
    expect(grantsOf([name])).toEqual([])
  })

  test('each give what they give alone, in any company', () => {
    fc.assert(
      fc.property(groups, (all) => {
        expect(grantsOf(all)).toEqual(all.flatMap((one) => grantsOf([one])))
      }),
    )
  })
})

describe('a right', () => {
  const mayIn = (all: readonly string[], needed: Right, of?: string) => may(grantsOf(all), needed, of)

  test('is nobody’s without a grant', () => {
    fc.assert(
      fc.property(right, about, (needed, of) => {
        expect(may([], needed, of)).toBe(false)
      }),
    )
  })

  test('is never taken away by another group', () => {
    fc.assert(
      fc.property(groups, groups, right, about, (some, more, needed, of) => {
        if (mayIn(some, needed, of)) expect(mayIn([...more, ...some], needed, of)).toBe(true)
      }),
    )
  })

  test('to administer is no editor’s, however many groups of editors somebody is in', () => {
    fc.assert(
      fc.property(groups, about, (all, of) => {
        const editing = all.filter((one) => !one.startsWith('admins'))
        expect(mayIn(editing, 'administer', of)).toBe(false)
      }),
    )
  })

  test('for one newsletter is none for another', () => {
    fc.assert(
      fc.property(fc.array(named), slug, right, (all, of, needed) => {
        fc.pre(needed !== 'sign-in')
        const elsewhere = all.filter((one) => !one.endsWith(`:${of}`))
        expect(mayIn(elsewhere, needed, of)).toBe(false)
      }),
    )
  })

  test('for all newsletters is one for each', () => {
    fc.assert(
      fc.property(groups, right, slug, (all, needed, of) => {
        if (mayIn(['admins', ...all], needed)) expect(mayIn(['admins', ...all], needed, of)).toBe(true)
        expect(mayIn(['editors', ...all], 'edit', of)).toBe(true)
      }),
    )
  })

  test('to administer is one to edit, and either is one to sign in', () => {
    fc.assert(
      fc.property(groups, about, (all, of) => {
        if (mayIn(all, 'administer', of)) expect(mayIn(all, 'edit', of)).toBe(true)
        if (mayIn(all, 'edit', of)) expect(mayIn(all, 'sign-in')).toBe(true)
      }),
    )
  })

  test('of no newsletter in particular is that of whoever has it for one', () => {
    fc.assert(
      fc.property(groups, right, slug, (all, needed, of) => {
        if (mayIn(all, needed, of)) expect(mayIn(all, needed)).toBe(true)
      }),
    )
  })
})
