import { App, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { describe, expect, test } from 'vitest'
import { StaffPool } from '#infra/constructs/staff-pool.ts'
import { StaffPoolClient } from '#infra/constructs/staff-pool-client.ts'

const ORIGIN = 'https://gazette.example'

const app = new App({ builtinCloudFormationValidation: false, analyticsReporting: false })
const data = new Stack(app, 'Data')
const service = new Stack(app, 'GazetteService')
const staff = new StaffPool(data, 'Staff', { removalPolicy: RemovalPolicy.RETAIN })
const signIn = new StaffPoolClient(service, 'SignIn', { staff, publicOrigin: ORIGIN })
const [pool, client] = [Template.fromStack(data), Template.fromStack(service)]

describe('the pool of staff', () => {
  test('is kept, and only admins add to it', () => {
    pool.hasResource('AWS::Cognito::UserPool', { DeletionPolicy: 'Retain' })
    pool.hasResourceProperties('AWS::Cognito::UserPool', {
      DeletionProtection: 'ACTIVE',
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      UsernameAttributes: ['email'],
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      MfaConfiguration: 'OPTIONAL',
      Policies: { PasswordPolicy: { MinimumLength: 15 } },
    })
  })

  test('has the groups that give a role for all newsletters', () => {
    const groups = Object.values(pool.findResources('AWS::Cognito::UserPoolGroup'))
    expect(groups.map(({ Properties }) => Properties.GroupName)).toEqual(['editors', 'admins'])
    for (const { DeletionPolicy } of groups) expect(DeletionPolicy).toBe('Retain')
  })
})

describe('the desk as the pool knows it', () => {
  test('is a public client by code alone, with the addresses of the desk', () => {
    client.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'profile'],
      CallbackURLs: [`${ORIGIN}/auth/callback`],
      LogoutURLs: [`${ORIGIN}/desk`],
      SupportedIdentityProviders: ['COGNITO'],
      PreventUserExistenceErrors: 'ENABLED',
      IdTokenValidity: 60,
    })
  })

  test('lets nobody change the name with which their acts are kept', () => {
    client.hasResourceProperties('AWS::Cognito::UserPoolClient', { WriteAttributes: ['email'] })
  })

  test('has a domain that no other account can have taken', () => {
    client.hasResourceProperties('AWS::Cognito::UserPoolDomain', {
      Domain: { 'Fn::Join': ['', ['gazetteservice-', { Ref: 'AWS::AccountId' }]] },
    })
    expect(service.resolve(signIn.signOutDomain)).toEqual({
      'Fn::Join': [
        '',
        [
          { Ref: expect.stringMatching(/^SignInDomain/) },
          '.auth.',
          { Ref: 'AWS::Region' },
          '.amazoncognito.com',
        ],
      ],
    })
  })
})
