import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'

const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0)

/** About a byte for two significant digits, one more, and one for a sign. */
const numberSize = (value: string): number => {
  const digits = value.replace(/^-|\.|^0+|e.*$/gi, '').replace(/0+$/, '').length
  return Math.ceil(digits / 2) + 1 + (value.startsWith('-') ? 1 : 0)
}

const valueSize = ({ S, N, B, SS, NS, BS, L, M }: Partial<AttributeValue>): number => {
  if (S !== undefined) return Buffer.byteLength(S)
  if (N !== undefined) return numberSize(N)
  if (B !== undefined) return B.byteLength
  if (SS !== undefined) return sum(SS.map((one) => Buffer.byteLength(one)))
  if (NS !== undefined) return sum(NS.map(numberSize))
  if (BS !== undefined) return sum(BS.map((one) => one.byteLength))
  if (L !== undefined) return 3 + sum(L.map((one) => 1 + valueSize(one)))
  if (M !== undefined) return 3 + sum(Object.values(M).map((one) => 1 + valueSize(one))) + nameSizes(M)
  return 1
}

const nameSizes = (values: Record<string, unknown>): number =>
  sum(Object.keys(values).map((name) => Buffer.byteLength(name)))

/** Bytes of an item by DynamoDB's rules ("DynamoDB item sizes and formats"): names and values, in UTF-8. */
export const itemSize = (item: Record<string, unknown> | undefined): number => {
  const values = marshall(item ?? {})
  return nameSizes(values) + sum(Object.values(values).map(valueSize))
}
