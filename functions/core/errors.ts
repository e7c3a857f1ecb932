/** The closed set of expected failures. Each is mapped once at the rim; anything else is a bug and is logged with an id. */
export class ExpectedError extends Error {
  override name = 'ExpectedError'
}

/** What was asked for does not exist. */
export class NotFound extends ExpectedError {
  override name = 'NotFound'
}

/** What was asked for does not fit the present state, or somebody else was faster. */
export class Conflict extends ExpectedError {
  override name = 'Conflict'
}

/** The input is wrong; the message says what, where and what to do. */
export class Invalid extends ExpectedError {
  override name = 'Invalid'
}
