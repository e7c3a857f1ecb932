import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freePorts, startCommand, startGazette, until } from '#tests/support/gazette-process.ts'
import { aTagArchive, TAG_ARCHIVE_POSTS } from '#tests/support/tag-archive.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())
const file = join(folder.path, 'lake.txt')
writeFileSync(file, aTagArchive())

const importing = async () => {
  const run = startCommand(folder.path, 'import', '--json', '--newsletter', 'sample', file)
  const code = await run.ended
  const [line = '', ...more] = run.output().trim().split('\n')
  return { code, lines: 1 + more.length, imported: JSON.parse(line).imported }
}

test('two commands at once on an empty folder make one store, in which each post is once', async () => {
  const runs = await Promise.all([importing(), importing()])
  expect(runs.map(({ code, lines }) => [code, lines])).toEqual([
    [0, 1],
    [0, 1],
  ])
  const added = runs.map(({ imported }) => imported.added).toSorted()
  expect(added).toEqual([0, TAG_ARCHIVE_POSTS])
})

test('a digest is drafted and approved while no Gazette runs, and its links lead to where one will', async () => {
  const digest = async (...args: string[]) => {
    const run = startCommand(folder.path, 'digest', ...args)
    return { code: await run.ended, output: run.output(), errors: run.errors() }
  }
  expect(await digest('draft')).toMatchObject({ code: 0, output: expect.stringMatching(/ entries, due /) })
  const shown = (await digest('show')).output
  const { code, output } = await digest('approve', '--as', 'Ada')
  expect(code).toBe(0)
  expect(/as edition (\w+);/.exec(output)?.[1]).toBe(/edition {2}(\w+)/.exec(shown)?.[1])
})

test('a command works on the store of the Gazette that runs, and leaves it running', async () => {
  const port = await freePorts()
  const running = startGazette(folder.path, '--port', String(port), '--fast')
  const runFile = join(folder.path, '.gazette', 'run.json')
  await until(() => existsSync(runFile) || undefined, 30)
  expect(await importing()).toEqual({
    code: 0,
    lines: 1,
    imported: { added: 0, updated: TAG_ARCHIVE_POSTS, kept: 0 },
  })
  expect(running.child.exitCode).toBeNull()
  running.child.kill('SIGTERM')
  expect(await running.ended).toBe(0)
  expect(existsSync(runFile)).toBe(false)
})
