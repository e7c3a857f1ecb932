import * as z from 'zod'
import { configurationSetOf } from '../rules/account-rules.ts'
import { addressProblem } from '../rules/address-rules.ts'
import { badRequest, notFound, SesError } from '../ses-error.ts'
import { Identity } from '../store/state.ts'
import { dkimAttributes } from './dkim-attributes.ts'
import { type Operation, parseInput } from './operation.ts'

const PATH = '/v2/email/identities'
const typeOf = (name: string) => (name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN')

/** A domain ignores case, an address does not. */
const canonical = (name: string) => (typeOf(name) === 'DOMAIN' ? name.toLowerCase() : name)

/** Here the owner's DNS answers at once: an identity is verified when it is created. */
const createEmailIdentity: Operation = {
  name: 'CreateEmailIdentity',
  method: 'POST',
  path: PATH,
  run({ state }, { body }) {
    const input = parseInput(
      z.object({ EmailIdentity: z.string().min(1), ConfigurationSetName: z.string().optional() }),
      body,
    )
    const name = canonical(input.EmailIdentity)
    const problem = addressProblem(name.includes('@') ? name : `postmaster@${name}`)
    if (problem) throw badRequest(problem)
    if (state.identities.has(name))
      throw new SesError('AlreadyExistsException', `Email identity ${name} already exist.`)
    const set = input.ConfigurationSetName
    if (set !== undefined) configurationSetOf(state, set)
    const identity = Identity.parse(set === undefined ? {} : { configurationSet: set })
    state.identities.set(name, identity)
    state.save()
    return {
      answer: {
        IdentityType: typeOf(name),
        VerifiedForSendingStatus: identity.verified,
        DkimAttributes: dkimAttributes(name, identity),
      },
    }
  },
}

const getEmailIdentity: Operation = {
  name: 'GetEmailIdentity',
  method: 'GET',
  path: `${PATH}/:EmailIdentity`,
  run({ state }, { params }) {
    const name = canonical(params.EmailIdentity ?? '')
    const identity = state.identities.get(name)
    if (!identity) throw notFound(`Email identity ${name} does not exist.`)
    return {
      answer: {
        IdentityType: typeOf(name),
        FeedbackForwardingStatus: true,
        VerifiedForSendingStatus: identity.verified,
        VerificationStatus: identity.verified ? 'SUCCESS' : 'PENDING',
        DkimAttributes: dkimAttributes(name, identity),
        MailFromAttributes: identity.mailFromDomainVerified
          ? { BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' }
          : {
              MailFromDomain: `bounce.${name.slice(name.lastIndexOf('@') + 1)}`,
              MailFromDomainStatus: 'FAILED',
              BehaviorOnMxFailure: 'REJECT_MESSAGE',
            },
        Policies: {},
        Tags: [],
        ConfigurationSetName: identity.configurationSet,
      },
    }
  },
}

export const identityOperations = [createEmailIdentity, getEmailIdentity]
