import * as z from 'zod'

const Text = z.string()

export const TemplateContent = z.object({
  Subject: Text.optional(),
  Text: Text.optional(),
  Html: Text.optional(),
})
export type TemplateContent = z.infer<typeof TemplateContent>

export const Pairs = z
  .array(z.object({ Name: Text, Value: Text }))
  .transform((pairs) => pairs.map(({ Name, Value }) => ({ name: Name, value: Value })))

export const Destination = z
  .object({
    ToAddresses: z.array(Text).optional(),
    CcAddresses: z.array(Text).optional(),
    BccAddresses: z.array(Text).optional(),
  })
  .transform(({ ToAddresses, CcAddresses, BccAddresses }) => ({
    to: ToAddresses ?? [],
    ...(CcAddresses?.length ? { cc: CcAddresses } : {}),
    ...(BccAddresses?.length ? { bcc: BccAddresses } : {}),
  }))
export type Destination = z.infer<typeof Destination>

const notPlayed = (why: string) => `is not supported by this simulator (${why})`

/** A part of a request that the simulator does not play: refused rather than ignored. */
export const absent = (why: string) => z.undefined({ error: notPlayed(why) }).optional()

const contentFields = {
  Headers: Pairs.optional(),
  Attachments: z.array(z.unknown()).max(0, notPlayed('it plays no attachments')).optional(),
}

export const Template = z.object({
  TemplateName: Text.optional(),
  TemplateArn: Text.optional(),
  TemplateContent: TemplateContent.optional(),
  TemplateData: Text.optional(),
  ...contentFields,
})
export type Template = z.infer<typeof Template>

const Part = z.object({ Data: Text, Charset: Text.optional() })

export const Simple = z.object({
  Subject: Part,
  Body: z.object({ Text: Part.optional(), Html: Part.optional() }),
  ...contentFields,
})
export type Simple = z.infer<typeof Simple>

/** What both sending actions share. */
export const senderFields = {
  FromEmailAddress: Text.optional(),
  ReplyToAddresses: z.array(Text).optional(),
  FeedbackForwardingEmailAddress: Text.optional(),
  ConfigurationSetName: Text.optional(),
  TenantName: absent('it has no tenants'),
  EndpointId: absent('it has one Region'),
  ListManagementOptions: absent('it has no contact lists'),
}
