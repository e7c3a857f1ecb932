import type { Item } from './table.ts'

/** An item without the attributes that only keys and indexes use; what is left is parsed by its schema. */
export const domainOf = (item: Item): Item => {
  const { pk, sk, openKey, openSort, normalised, expiresAt, ...domain } = item
  return domain
}
