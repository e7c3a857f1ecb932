import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { PLANTED } from '#tests/mail/planted.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const checkMail = (...options: string[]) => {
  const args = ['--import', 'tsx', 'tests/mail/main.ts', ...options]
  const { stdout, status } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' })
  return { lines: stdout.trim().split('\n'), status }
}

describe('npm run check:mail', { timeout: 600_000 }, () => {
  test('finds no fault in any fixture, with nothing skipped', () => {
    const { lines, status } = checkMail()
    expect(lines.at(-1)).toBe('No faults.')
    expect(status).toBe(0)
  })

  test('finds every planted fault for its own reason', () => {
    const { lines, status } = checkMail('--plant', 'all')
    expect(lines.filter((line) => /^(?:missed|skipped)/.test(line))).toEqual([])
    expect(lines.filter((line) => line.startsWith('found '))).toHaveLength(Object.keys(PLANTED).length)
    expect(status).toBe(0)
  })

  test('ends with 1 where a fault is planted, and names it', () => {
    const { lines, status } = checkMail('--plant', 'low contrast')
    expect(lines.join('\n')).toContain('axe: ')
    expect(status).toBe(1)
  })
})
