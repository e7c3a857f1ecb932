import { sendQuotaOf } from '../account.ts'
import type { Operation } from './operation.ts'

export const getAccount: Operation = {
  name: 'GetAccount',
  method: 'GET',
  path: '/v2/email/account',
  run({ state, quota }) {
    const { account } = state
    const { max24HourSend, maxSendRate } = sendQuotaOf(account)
    return {
      answer: {
        DedicatedIpAutoWarmupEnabled: false,
        EnforcementStatus: account.enforcementStatus,
        ProductionAccessEnabled: account.productionAccess,
        SendQuota: {
          Max24HourSend: max24HourSend,
          MaxSendRate: maxSendRate,
          SentLast24Hours: quota.sentLast24Hours(),
        },
        SendingEnabled: account.sendingEnabled,
        SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
        VdmAttributes: { VdmEnabled: 'DISABLED' },
      },
    }
  },
}
