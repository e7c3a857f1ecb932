import * as z from 'zod'
import { attachmentSchema } from '#infra/local/ses/store/content-store.ts'

const text = z.string()

export const templateContentSchema = z.object({
  Subject: text.optional(),
  Text: text.optional(),
  Html: text.optional(),
})

export const pairsSchema = z
  .array(z.object({ Name: text, Value: text }))
  .transform((pairs) => pairs.map(({ Name, Value }) => ({ name: Name, value: Value })))

export const destinationSchema = z
  .object({
    ToAddresses: z.array(text).optional(),
    CcAddresses: z.array(text).optional(),
    BccAddresses: z.array(text).optional(),
  })
  .transform(({ ToAddresses, CcAddresses, BccAddresses }) => ({
    to: ToAddresses ?? [],
    ...(CcAddresses?.length ? { cc: CcAddresses } : {}),
    ...(BccAddresses?.length ? { bcc: BccAddresses } : {}),
  }))

export const templateSchema = z.object({
  TemplateName: text.optional(),
  TemplateArn: text.optional(),
  TemplateContent: templateContentSchema.optional(),
  TemplateData: text.optional(),
  Headers: pairsSchema.optional(),
  Attachments: z.array(attachmentSchema).optional(),
})

const partSchema = z.object({ Data: text, Charset: text.optional() })

export const simpleSchema = z.object({
  Subject: partSchema,
  Body: z.object({ Text: partSchema.optional(), Html: partSchema.optional() }),
  Headers: pairsSchema.optional(),
  Attachments: z.array(attachmentSchema).optional(),
})

const absent = (why: string) => z.undefined({ error: `is not supported by this simulator (${why})` })

/** What both sending actions share. What the simulator does not know is refused rather than ignored. */
export const senderFields = {
  FromEmailAddress: text.optional(),
  ReplyToAddresses: z.array(text).optional(),
  FeedbackForwardingEmailAddress: text.optional(),
  ConfigurationSetName: text.optional(),
  TenantName: absent('it has no tenants').optional(),
  EndpointId: absent('it has one Region').optional(),
  ListManagementOptions: absent('it has no contact lists').optional(),
}
