import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const FOLDER = join(ROOT, 'tests/simulation/bugs')
const COPIED = [
  'functions',
  'infra',
  'tests/simulation',
  'tests/support',
  'package.json',
  'tsconfig.json',
  'cdk.json',
]

/** The planted bugs by name. Each is a patch with a line above it that says what it breaks. */
export const bugs = (): string[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.patch'))
    .map((name) => name.replace(/\.patch$/, ''))
    .sort()

const fileOf = (bug: string): string => join(FOLDER, `${bug}.patch`)

const patchOf = (bug: string): string => readFileSync(fileOf(bug), 'utf8')

/** What a bug breaks, in its own words. */
export const describeBug = (bug: string): string => patchOf(bug).split('\n')[0] ?? ''

/** Whether a bug's patch still fits the project. */
export const canPlant = (bug: string): boolean =>
  spawnSync('git', ['apply', '--check', '-C1', fileOf(bug)], { cwd: ROOT }).status === 0

/** A copy of the project with a bug in it; the project itself is never touched. */
const plant = (bug: string): { readonly folder: string; remove(): void } => {
  const folder = mkdtempSync(join(tmpdir(), 'gazette-bug-'))
  for (const name of COPIED) cpSync(join(ROOT, name), join(folder, name), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  execFileSync('git', ['apply', '-C1', fileOf(bug)], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export interface Caught {
  readonly bug: string
  /** The first breach; undefined when the simulation does not see the bug. */
  readonly breach: string | undefined
  readonly seeds: number
}

/** Simulates with a bug until the first breach. */
export const hunt = (bug: string, seeds: number, from = 1): Caught => {
  const { folder, remove } = plant(bug)
  try {
    const options = ['send', '--seeds', String(seeds), '--from', String(from), '--until-breach']
    const { stdout } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'tests/simulation/main.ts', ...options],
      {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        maxBuffer: 64 * 1024 * 1024,
      },
    )
    const lines = stdout.trim().split('\n')
    const breach = lines.find((line) => line.startsWith('seed '))
    return { bug, breach, seeds: JSON.parse(lines.at(-1) ?? '{}').seeds ?? 0 }
  } finally {
    remove()
  }
}
