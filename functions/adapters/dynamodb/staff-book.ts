import { StaffMember } from '#functions/core/staff.ts'
import type { StaffBook } from '#functions/use-cases/staff-ports.ts'
import { updateOf } from './change-of.ts'
import { staffKey, staffMemberKey } from './content-keys.ts'
import { domainOf } from './domain-of.ts'
import { type Item, isAbsent, type Table } from './table.ts'

const fromItem = (item: Item): StaffMember => StaffMember.parse(domainOf(item))

export const dynamoStaffBook = (table: Table): StaffBook => ({
  async get(id) {
    const item = await table.get(staffMemberKey(id))
    return item && fromItem(item)
  },

  all() {
    const query = { text: 'pk = :pk', values: { ':pk': staffKey }, consistent: true }
    return Array.fromAsync(table.query(query), fromItem)
  },

  async note(member) {
    // Parsed on the way in as well: one row that could not be read would hide them all.
    const first = StaffMember.parse({ ...member, sessionsFrom: member.signedInAt })
    if (await table.put({ ...staffMemberKey(member.id), ...first }, isAbsent())) return first
    const { name, email, grants, signedInAt } = first
    const change = updateOf({ name, email: email ?? null, grants, signedInAt })
    const item = await table.update(staffMemberKey(member.id), change, 'attribute_exists(pk)')
    if (item === undefined) throw new Error('A row of staff is gone, and none is ever deleted.')
    return fromItem(item)
  },

  async endSessions(id, from) {
    const change = { text: 'SET sessionsFrom = :from', values: { ':from': from } }
    // Never back: sessions that were ended later stay ended.
    const condition = 'attribute_exists(pk) AND sessionsFrom < :from'
    if ((await table.update(staffMemberKey(id), change, condition)) !== undefined) return true
    return (await table.get(staffMemberKey(id))) !== undefined
  },

  async setShortcuts(id, shortcuts) {
    const change = { text: 'SET shortcuts = :shortcuts', values: { ':shortcuts': shortcuts } }
    await table.update(staffMemberKey(id), change, 'attribute_exists(pk)')
  },
})
