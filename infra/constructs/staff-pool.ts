import { RemovalPolicy } from 'aws-cdk-lib'
import { AccountRecovery, Mfa, UserPool } from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'

export interface StaffPoolProps {
  readonly removalPolicy: RemovalPolicy
}

/** Of all newsletters; groups for one, such as `editors:sample`, are added to the pool by hand. */
const GROUPS = ['editors', 'admins']

/** Staff as Amazon Cognito knows them: an admin adds each with name and address, and puts them into groups. */
export class StaffPool extends Construct {
  readonly pool: UserPool
  /** As the ID tokens name who made them. */
  readonly issuer: string

  constructor(scope: Construct, id: string, { removalPolicy }: StaffPoolProps) {
    super(scope, id)
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      standardAttributes: {
        email: { required: true, mutable: true },
        // Not required, since who signs in must then be able to change it.
        fullname: { required: false, mutable: true },
      },
      // Length, and no rules on kinds of characters (NIST SP 800-63B-4, 3.1.1.2).
      passwordPolicy: {
        minLength: 15,
        requireLowercase: false,
        requireUppercase: false,
        requireDigits: false,
        requireSymbols: false,
      },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: removalPolicy === RemovalPolicy.RETAIN,
      removalPolicy,
    })
    for (const groupName of GROUPS)
      this.pool.addGroup(groupName, { groupName }).applyRemovalPolicy(removalPolicy)
    this.issuer = this.pool.userPoolProviderUrl
  }
}
