/** Exceptions of SES v2 with their HTTP status (the @throws lists and error shapes of the SDK's model). */
const statuses = {
  AccountSuspendedException: 400,
  AlreadyExistsException: 400,
  BadRequestException: 400,
  ConcurrentModificationException: 500,
  ConflictException: 409,
  InternalServiceErrorException: 500,
  LimitExceededException: 400,
  MailFromDomainNotVerifiedException: 400,
  MessageRejected: 400,
  MissingAuthenticationTokenException: 403,
  NotFoundException: 404,
  SendingPausedException: 400,
  ThrottlingException: 400,
  TooManyRequestsException: 429,
  UnknownOperationException: 404,
} as const

export type SesErrorName = keyof typeof statuses

export class SesError extends Error {
  readonly status: number

  constructor(name: string, message: string, status?: number) {
    super(message)
    this.name = name
    this.status = status ?? (Object.hasOwn(statuses, name) ? statuses[name as SesErrorName] : 400)
  }
}

export const badRequest = (message: string) => new SesError('BadRequestException', message)
export const notFound = (message: string) => new SesError('NotFoundException', message)
