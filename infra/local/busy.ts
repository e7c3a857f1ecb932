/** Something that this start needs is in use by another one. The message says what to do. */
export class Busy extends Error {
  override name = 'Busy'
}
