/** The id of a file that one newsletter’s editor hands in: the newsletter’s slug, then a secret, so that nobody guesses the id of another’s. */
export const uploadId = (newsletter: string, secret: string): string => `${newsletter}.${secret}`

const SECRET = /^[\w-]{32}$/

/** Whether an id names a file that was handed in for a newsletter. */
export const isUploadOf = (newsletter: string, id: string | undefined): id is string => {
  const [slug, secret, ...rest] = (id ?? '').split('.')
  return slug === newsletter && secret !== undefined && SECRET.test(secret) && rest.length === 0
}
