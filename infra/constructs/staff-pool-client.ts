import { Aws, Duration, Stack } from 'aws-cdk-lib'
import {
  ClientAttributes,
  OAuthScope,
  UserPoolClient,
  UserPoolClientIdentityProvider,
  UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import type { StaffPool } from './staff-pool.ts'

export interface StaffPoolClientProps {
  readonly staff: StaffPool
  readonly publicOrigin: string
}

/** How the desk signs staff in with their pool: the pages of Cognito at a domain of it, and what these know of the desk. */
export class StaffPoolClient extends Construct {
  readonly clientId: string
  /** Where Cognito ends its session. */
  readonly signOutDomain: string

  constructor(scope: Construct, id: string, { staff, publicOrigin }: StaffPoolClientProps) {
    super(scope, id)
    const { stackName, region } = Stack.of(this)
    const client = new UserPoolClient(this, 'Client', {
      userPool: staff.pool,
      generateSecret: false,
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [`${publicOrigin}/auth/callback`],
        logoutUrls: [`${publicOrigin}/desk`],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      // Acts are kept with names: nobody gives themselves another.
      writeAttributes: new ClientAttributes().withStandardAttributes({ email: true }),
      preventUserExistenceErrors: true,
      idTokenValidity: Duration.hours(1),
      accessTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(1),
    })
    // All accounts share the names of a region.
    const domainPrefix = `${stackName.toLowerCase()}-${Aws.ACCOUNT_ID}`
    const domain = new UserPoolDomain(this, 'Domain', {
      userPool: staff.pool,
      cognitoDomain: { domainPrefix },
    })
    this.clientId = client.userPoolClientId
    this.signOutDomain = `${domain.domainName}.auth.${region}.amazoncognito.com`
  }
}
