interface Mailbox {
  readonly name: string
  readonly address: string
}

/** Splits `Name <local@domain>` or a bare address. */
export const parseMailbox = (text: string): Mailbox | undefined => {
  const angled = /^(?<name>[^<>]*)<(?<address>[^<>\s]+)>$/u.exec(text.trim())
  const name = angled?.groups?.name?.trim() ?? ''
  const address = angled?.groups?.address ?? text.trim()
  if (!/^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/u.test(address)) return undefined
  return {
    name: name.replace(/^"(?<inner>.*)"$/u, '$<inner>').replaceAll(/\\(?<escaped>.)/gu, '$<escaped>'),
    address,
  }
}
