/** The statuses other than 400 (the @throws lists and error shapes of the SDK's model). */
const STATUSES = new Map([
  ['ConcurrentModificationException', 500],
  ['ConflictException', 409],
  ['InternalServiceErrorException', 500],
  ['MissingAuthenticationTokenException', 403],
  ['NotFoundException', 404],
  ['TooManyRequestsException', 429],
  ['UnknownOperationException', 404],
])

/** An exception of SES v2. */
export class SesError extends Error {
  readonly status: number

  constructor(name: string, message: string, status?: number) {
    super(message)
    this.name = name
    this.status = status ?? STATUSES.get(name) ?? 400
  }
}

export const badRequest = (message: string) => new SesError('BadRequestException', message)
export const notFound = (message: string) => new SesError('NotFoundException', message)
