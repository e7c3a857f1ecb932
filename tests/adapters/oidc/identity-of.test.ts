import { describe, expect, test } from 'vitest'
import { identityOf } from '#functions/adapters/oidc/identity-of.ts'

const ADA = { sub: 'a-1', name: 'Ada Marlow', email: 'ada@sample.example' }
const nameOf = (claims: object) => identityOf(claims, 'groups').name

describe('who signed in', () => {
  test('is of the groups that the claim lists, and of none without it', () => {
    expect(identityOf({ ...ADA, groups: ['editors'] }, 'groups').groups).toEqual(['editors'])
    expect(identityOf({ ...ADA, groups: ['editors'] }, 'cognito:groups').groups).toEqual([])
    expect(() => identityOf({ ...ADA, groups: 'editors' }, 'groups')).toThrow()
  })

  test('is called by their name, their user name or the first part of their address', () => {
    const { sub, email } = ADA
    const all = {
      sub,
      email,
      name: 'Ada Marlow',
      preferred_username: 'ada-m',
      'cognito:username': 'marlow',
    }
    const names = [nameOf(all)]
    for (const without of ['name', 'preferred_username', 'cognito:username', 'email'] as const) {
      delete (all as Partial<typeof all>)[without]
      names.push(nameOf(all))
    }
    expect(names).toEqual(['Ada Marlow', 'ada-m', 'marlow', 'ada', 'a-1'])
  })

  test('is not called by a user name that is an id', () => {
    expect(nameOf({ sub: 'a-1', 'cognito:username': 'a-1', email: 'ada@sample.example' })).toBe('ada')
  })

  test('has a name on one line that rows can hold', () => {
    expect(nameOf({ ...ADA, name: '  Ada\n Marlow\u202E ' })).toBe('Ada Marlow')
    expect(nameOf({ ...ADA, name: ' \n ' })).toBe('ada')
    expect(Buffer.byteLength(nameOf({ ...ADA, name: '語'.repeat(100) }))).toBe(63)
  })
})
