import { parseArgs } from 'node:util'
import { mailDomain } from '#functions/core/address.ts'
import { AddressProblem, checkAddress } from '#functions/core/check-address.ts'
import { ExpectedError } from '#functions/core/errors.ts'
import { type Command, WrongUsage } from './command.ts'
import { addressDocument, describeCheckedAddress } from './describe-checked-address.ts'
import { readPlainFile } from './read-plain-file.ts'

const usage = `gazette check-address [--json] [--refuse DOMAIN]… FILE…

Says of each address in a file whether it may sign up, and as what it is mailed. A file holds one JSON string a line, such as
"ada@example.org", so that any character can stand in an address; every one counts, blanks around it too.

  --json      print one JSON document per address, each on one line: address, ok, reason, normalized, hint
  --refuse    a domain of throw-away addresses, which is refused with all below it; may be given several times

A reason is one of ${AddressProblem.options.join(', ')}.

Exit code: 0 all lines read, whatever was refused, 1 some line or file could not be read, 2 wrong usage.`

const options = {
  json: { type: 'boolean', default: false },
  refuse: { type: 'string', multiple: true },
} as const

const domainToRefuse = (typed: string): string => {
  const domain = mailDomain(typed)
  if (domain === undefined) throw new WrongUsage(`${typed} is no domain. Name one such as throwaway.example.`)
  return domain
}

const stringIn = (json: string): string | undefined => {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

/** The addresses in a file with the numbers of their lines; of a line that holds no string, undefined. */
const addressesIn = (file: string) =>
  new TextDecoder()
    .decode(readPlainFile(file))
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => ({ number, address: stringIn(line) }))

export const checkAddresses: Command = {
  name: 'check-address',
  summary: 'say which addresses may sign up, and why others may not',
  usage,
  async run(args, { out, err }) {
    const { values, positionals: files } = parseArgs({ args: [...args], options, allowPositionals: true })
    if (files.length === 0) throw new WrongUsage('Name the files with the addresses.')
    const refused = (values.refuse ?? []).map(domainToRefuse)
    const say = (address: string): void => {
      const checked = checkAddress(address, refused)
      out(
        values.json
          ? JSON.stringify(addressDocument(address, checked))
          : describeCheckedAddress(address, checked),
      )
    }
    let code = 0
    const fail = (where: string, why: string): void => {
      code = 1
      err(`${where}: ${why}`)
    }
    for (const file of files) {
      try {
        for (const { number, address } of addressesIn(file)) {
          if (address !== undefined) say(address)
          else fail(`${file}:${number}`, 'It holds no JSON string, such as "ada@example.org".')
        }
      } catch (error) {
        if (!(error instanceof ExpectedError)) throw error
        fail(file, error.message)
      }
    }
    return code
  },
}
