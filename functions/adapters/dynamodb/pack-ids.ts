import * as z from 'zod'

const ID_BYTES = 12

/** Reader ids as bytes, 12 each: half of their hex. */
export const packIds = (ids: readonly string[]): Uint8Array => Buffer.from(ids.join(''), 'hex')

export const unpackIds = (value: unknown): string[] => {
  const bytes = z.instanceof(Uint8Array).parse(value)
  const hex = Buffer.from(bytes).toString('hex')
  return Array.from({ length: bytes.length / ID_BYTES }, (_, index) =>
    hex.slice(index * ID_BYTES * 2, (index + 1) * ID_BYTES * 2),
  )
}
