/** What may be logged of a failure: its name, its code and where it happened. Its sentence may hold an address. */
export const failureSigns = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error
  const code = 'code' in error ? ` ${String(error.code)}` : ''
  const places = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return [error.name + code, ...places].join('\n')
}
