import type { StaffMember } from '#functions/core/staff.ts'

/** Who signed in, as revisions and approvals keep them. */
export const editorOf = ({ name, id }: StaffMember) => ({ by: name, person: id })
