import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { AddressProblem } from '#functions/core/check-address.ts'
import { runCommand } from '#tests/support/run-command.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())
const path = (name: string): string => join(folder.path, name)
const file = (name: string, content: string): string => {
  writeFileSync(path(name), content)
  return path(name)
}
const run = (...args: string[]) => runCommand(['check-address', ...args])
const documents = (lines: readonly string[]) => lines.map((line) => JSON.parse(line))

const ADDRESSES = ['Ada@Example.ORG', 'ada@gmial.com', 'ada@example.org\r\nBcc: b@c.de', '\uD800@example.org']
const addresses = file('addresses', ADDRESSES.map((one) => JSON.stringify(one)).join('\n'))

describe('checking addresses', () => {
  test('with --json prints one document an address, and refusing some is no failure', async () => {
    const { code, out, err } = await run('--json', addresses)
    expect([code, err]).toEqual([0, []])
    const none = { reason: null, normalized: null, hint: null }
    expect(documents(out)).toEqual([
      { ...none, address: ADDRESSES[0], ok: true, normalized: 'Ada@example.org' },
      { ...none, address: ADDRESSES[1], ok: true, normalized: 'ada@gmial.com', hint: 'ada@gmail.com' },
      { ...none, address: ADDRESSES[2], ok: false, reason: 'control-character' },
      { ...none, address: ADDRESSES[3], ok: false, reason: 'control-character' },
    ])
  })

  test('without --json says one line for each', async () => {
    const { out } = await run(addresses)
    expect(out).toEqual([
      '"Ada@Example.ORG" is mailed as Ada@example.org.',
      '"ada@gmial.com" is mailed as ada@gmial.com. Perhaps ada@gmail.com was meant.',
      String.raw`"ada@example.org\r\nBcc: b@c.de" is refused: control-character.`,
      String.raw`"\ud800@example.org" is refused: control-character.`,
    ])
  })

  test('refuses the domains that it is told', async () => {
    const typed = file('typed', '"a@throwaway.example"\n"a@b.bücher.example"\n"a@sample.example"')
    const { out } = await run('--json', '--refuse', 'Throwaway.example', '--refuse', 'bücher.example', typed)
    expect(documents(out).map(({ reason }) => reason)).toEqual([
      'disposable-domain',
      'disposable-domain',
      null,
    ])
  })

  test('names in its help every reason that there is', async () => {
    const help = (await run('--help')).out.join('\n')
    for (const reason of AddressProblem.options) expect(help).toContain(reason)
  })

  test('skips empty lines, and takes any line ends', async () => {
    const { code, out } = await run(
      '--json',
      file('lines', '\uFEFF"a@b.example"\r\n\r\n \n"c@d.example"\r\n'),
    )
    expect([code, documents(out).map(({ address }) => address)]).toEqual([0, ['a@b.example', 'c@d.example']])
  })

  test('names each line that holds no JSON string, checks the others, and ends with exit code 1', async () => {
    const odd = file('odd', 'ada@example.org\n"ada@example.org"\n\n["ada@example.org"]\n"ada')
    const { code, out, err } = await run('--json', odd)
    expect(code).toBe(1)
    expect(documents(out).map(({ ok }) => ok)).toEqual([true])
    expect(err).toEqual([1, 4, 5].map((line) => expect.stringContaining(`${odd}:${line}: It holds no JSON`)))
  })

  test('names a file that cannot be read, and still checks the others', async () => {
    const { code, out, err } = await run('--json', path('missing'), addresses)
    expect([code, out.length]).toEqual([1, ADDRESSES.length])
    expect(err).toEqual([`${path('missing')}: There is no such file. Check the name.`])
  })

  test.each([
    ['no file', []],
    ['what is no domain to refuse', ['--refuse', 'ada@example.org', addresses]],
  ])('of %s is wrong usage', async (_, args) => {
    const { code, out, err } = await run(...args)
    expect([code, out]).toEqual([2, []])
    expect(err.join('\n')).toContain('gazette check-address [--json]')
  })
})
