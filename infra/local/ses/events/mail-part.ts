import { allRecipients } from '../all-recipients.ts'
import { bareAddress } from '../mime/bare-address.ts'
import { dropOverwritten, mergeHeaders } from '../rules/header-rules.ts'
import { tagsOf } from '../rules/tag-rules.ts'
import type { Simulation } from '../simulation.ts'
import type { AcceptedCall, AcceptedMail } from '../store/accepted-call.ts'

const MAX_HEADER_BYTES = 10_240

const withinBytes = (headers: { name: string; value: string }[], limit: number) => {
  let bytes = 0
  return headers.filter((header) => {
    bytes += header.name.length + Buffer.byteLength(header.value)
    return bytes <= limit
  })
}

/** The `mail` object of every event. Headers are left out of rendering failures and delays, as SES may. */
export const mailPart = (
  call: AcceptedCall,
  mail: AcceptedMail,
  owner: Simulation['owner'],
  details: { subject?: string; headers: boolean },
) => {
  const source = bareAddress(call.from)
  const domain = source.slice(source.lastIndexOf('@') + 1)
  const messageId = `<${mail.id}@email.amazonses.com>`
  const tags = {
    ...Object.fromEntries(Object.entries(tagsOf(call, mail)).map(([name, value]) => [name, [value]])),
    ...(call.configurationSet === undefined ? {} : { 'ses:configuration-set': [call.configurationSet] }),
    'ses:operation': [call.operation],
    'ses:source-ip': [call.sourceIp],
    'ses:from-domain': [domain],
    'ses:caller-identity': ['local'],
  }
  const headers = [
    { name: 'Date', value: new Date(call.time).toUTCString().replace('GMT', '+0000') },
    { name: 'From', value: call.from },
    ...(call.replyTo?.length ? [{ name: 'Reply-To', value: call.replyTo.join(', ') }] : []),
    ...(mail.to.length ? [{ name: 'To', value: mail.to.join(', ') }] : []),
    ...(mail.cc?.length ? [{ name: 'Cc', value: mail.cc.join(', ') }] : []),
    { name: 'Message-ID', value: messageId },
    ...(details.subject === undefined ? [] : [{ name: 'Subject', value: details.subject }]),
    ...dropOverwritten(mergeHeaders(call.headers, mail.headers)),
    { name: 'MIME-Version', value: '1.0' },
  ]
  const kept = withinBytes(headers, MAX_HEADER_BYTES)
  return {
    timestamp: new Date(call.time).toISOString(),
    source: call.from,
    sourceArn: `arn:aws:ses:${owner.region}:${owner.accountId}:identity/${domain}`,
    sendingAccountId: owner.accountId,
    messageId: mail.id,
    destination: allRecipients(mail).map(bareAddress),
    headersTruncated: details.headers && kept.length < headers.length,
    ...(details.headers
      ? {
          headers: kept,
          commonHeaders: {
            from: [call.from],
            ...(call.replyTo?.length ? { replyTo: call.replyTo } : {}),
            to: mail.to,
            messageId: mail.id,
            ...(details.subject === undefined ? {} : { subject: details.subject }),
          },
        }
      : {}),
    tags,
  }
}
