/** The same JSON in ASCII: fauxqs takes no characters beyond the BMP in a message, SQS does. */
export const asciiJson = (json: string): string =>
  json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
