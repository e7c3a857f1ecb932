/** `1 reader`, `12,480 readers`. */
export const numberOf = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`
