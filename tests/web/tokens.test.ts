import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Colour, contrastOf, LEAST_CONTRAST } from '#functions/core/contrast.ts'
import { TOKENS } from '#functions/web/tokens.ts'

/** WCAG 2.2 §1.4.11: what one must see of a control or a mark, against what is beside it. */
const LEAST_EDGE_CONTRAST = 3

const SIGN_IN_STYLE = new URL('../../infra/local/sign-in/sign-in.css', import.meta.url)

const coloursIn = (css: string): Record<string, Colour> =>
  Object.fromEntries([...css.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]))

const [light = '', dark = ''] = TOKENS.split('@media (prefers-color-scheme: dark)')
const SCHEMES = { light: coloursIn(light), dark: { ...coloursIn(light), ...coloursIn(dark) } }

/** On which grounds each colour stands as text. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  ink: ['paper', 'card', 'tint', 'sunk', 'good', 'warn', 'bad'],
  quiet: ['paper', 'card', 'tint', 'sunk', 'good', 'warn', 'bad'],
  accent: ['paper', 'card', 'tint', 'sunk', 'good', 'warn', 'bad'],
  'good-line': ['good', 'paper', 'card'],
  'warn-line': ['warn', 'paper', 'card'],
  danger: ['bad', 'card', 'paper', 'tint'],
  'on-accent': ['accent'],
  'on-danger': ['danger'],
  paper: ['ink'],
}

/** On which grounds each colour is an edge, a mark or the outline of what has the focus. */
const EDGES: Readonly<Record<string, readonly string[]>> = {
  field: ['paper', 'card', 'sunk', 'tint'],
  accent: ['paper', 'card', 'tint', 'sunk', 'good', 'warn', 'bad'],
  'good-line': ['paper', 'card', 'good'],
  'warn-line': ['paper', 'card', 'warn'],
  danger: ['paper', 'card', 'bad'],
  quiet: ['paper', 'card'],
}

const pairsOf = (grounds: typeof TEXTS): [string, string][] =>
  Object.entries(grounds).flatMap(([name, own]) => own.map((ground): [string, string] => [name, ground]))

describe.each(Object.entries(SCHEMES))('the colours of all pages in %s', (_, colours) => {
  const contrast = (one: string, other: string): number => {
    const [a, b] = [colours[one], colours[other]]
    if (a === undefined || b === undefined) throw new Error(`No colour ${one} or ${other}`)
    return contrastOf(a, b)
  }

  test.each(pairsOf(TEXTS))('%s can be read on %s', (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(LEAST_CONTRAST)
  })

  test.each(pairsOf(EDGES))('%s is seen as an edge on %s', (edge, ground) => {
    expect(contrast(edge, ground)).toBeGreaterThanOrEqual(LEAST_EDGE_CONTRAST)
  })

  test('each is judged, but lines that only part what words part already', () => {
    const judged = new Set([...pairsOf(TEXTS), ...pairsOf(EDGES)].flat())
    expect(Object.keys(colours).filter((name) => !judged.has(name))).toEqual(['line'])
  })
})

test('dark names each colour anew', () => {
  expect(Object.keys(coloursIn(dark)).toSorted()).toEqual(Object.keys(coloursIn(light)).toSorted())
})

test('the sign-in of a local cloud, which cannot load them, has the same', () => {
  const [own = '', ownDark = ''] = readFileSync(SIGN_IN_STYLE, 'utf8').split('@media')
  expect(SCHEMES.light).toMatchObject(coloursIn(own))
  expect(coloursIn(dark)).toMatchObject(coloursIn(ownDark))
  expect(Object.keys(coloursIn(own)).length).toBeGreaterThan(5)
})
