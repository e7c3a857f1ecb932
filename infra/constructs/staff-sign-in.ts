import type { Construct } from 'constructs'
import type { DeskSignIn } from './desk.ts'
import { StaffPoolClient } from './staff-pool-client.ts'
import type { StageParts } from './stage-parts.ts'

/** The claim in which Cognito lists a person's groups. */
const COGNITO_GROUPS = 'cognito:groups'

/** Where staff sign in: at the provider that the stage names, else at the pool that is made for them. */
export const staffSignIn = (
  scope: Construct,
  { stage, data }: StageParts,
  publicOrigin: string,
): DeskSignIn => {
  if (stage.signIn !== undefined) return stage.signIn
  if (data.staff === undefined) throw new RangeError('There is neither a provider nor a pool of staff.')
  const client = new StaffPoolClient(scope, 'StaffSignIn', { staff: data.staff, publicOrigin })
  return {
    issuer: data.staff.issuer,
    clientId: client.clientId,
    groupsClaim: COGNITO_GROUPS,
    cognitoDomain: client.signOutDomain,
  }
}
