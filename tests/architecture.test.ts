import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

interface Room {
  readonly room: string
  /** Own rooms (as `functions/…`, `infra/…`) and packages that may be imported. `*` ends a prefix. */
  readonly may: readonly string[]
  /** What may be imported for its types only. */
  readonly mayAsType?: readonly string[]
  readonly because: string
}

const inner = [
  'functions/core/*',
  'functions/use-cases/ports.ts',
  'functions/use-cases/staff-ports.ts',
  'zod',
]
const adapter = (folder: string, ...packages: string[]): Room => ({
  room: `functions/adapters/${folder}/`,
  may: [...inner, `functions/adapters/${folder}/*`, ...packages],
  because: 'An adapter implements ports with one technology and knows neither use cases nor other adapters.',
})

// The first room that a file lies in decides.
const TABLE: readonly Room[] = [
  {
    room: 'functions/core/',
    may: ['functions/core/*', 'zod', 'temporal-polyfill', 'chrono-node/en', 'diff', 'node:crypto'],
    because:
      'Core is pure: data in, data out. Pass time, ids and randomness as arguments; put I/O behind a port.',
  },
  {
    room: 'functions/use-cases/',
    may: ['functions/core/*', 'functions/use-cases/*', 'zod'],
    because: 'A use case reaches the world through ports.ts alone; wiring chooses what stands behind them.',
  },
  adapter('dynamodb', '@aws-sdk/client-dynamodb', '@aws-sdk/util-dynamodb', 'node:util', 'node:zlib'),
  adapter('ses', '@aws-sdk/client-sesv2', 'postal-mime'),
  adapter('mjml', 'mjml', 'liquidjs', 'temporal-polyfill', 'zod', 'node:fs', 'node:path'),
  adapter('s3', '@aws-sdk/client-s3', '@aws-sdk/s3-presigned-post'),
  adapter('html', 'cheerio/slim'),
  adapter('pictures', 'image-size'),
  adapter('sqs', '@aws-sdk/client-sqs'),
  adapter('sns', 'node:crypto'),
  adapter('secrets', '@aws-sdk/client-secrets-manager'),
  adapter('oidc', 'openid-client'),
  adapter('jose', 'jose', 'node:crypto'),
  {
    room: 'functions/web/',
    may: ['functions/core/*', 'functions/use-cases/*', 'functions/web/*', 'hono', 'hono/*', 'zod'],
    because:
      'Pages speak Request and Response; what they need comes in as functions, so that they run anywhere.',
  },
  {
    room: 'functions/wiring/',
    may: [
      'functions/*',
      '@aws-sdk/*',
      'hono/aws-lambda',
      'pino',
      'zod',
      'node:crypto',
      'node:fs',
      'node:path',
    ],
    mayAsType: ['aws-lambda'],
    because: 'Wiring joins adapters to use cases; it is the only room that knows both.',
  },
  {
    room: 'functions/cli/',
    may: [
      'functions/core/*',
      'functions/wiring/*',
      'functions/cli/*',
      'csv-stringify/sync',
      'node:fs',
      'node:util',
    ],
    mayAsType: ['functions/use-cases/*'],
    because: 'A command is wired as a handler is; where its store stands is for whoever runs it.',
  },
  {
    room: 'functions/handlers/',
    may: ['functions/wiring/*'],
    because: 'A handler is its wiring and nothing else, so that it needs no test.',
  },
  {
    room: 'infra/local/',
    may: [
      'infra/*',
      'functions/core/*',
      'functions/use-cases/*',
      'functions/wiring/*',
      'functions/cli/*',
      '*',
    ],
    because: 'The local cloud runs handlers and wiring as they are; adapters are reached through these.',
  },
  {
    room: 'infra/',
    may: [
      'infra/stacks/*',
      'infra/constructs/*',
      'infra/gazette.ts',
      'infra/stages.ts',
      'aws-cdk-lib',
      'aws-cdk-lib/*',
      'constructs',
      'zod',
      'esbuild',
      'node:fs',
      'node:path',
      'node:url',
    ],
    mayAsType: ['functions/wiring/env.ts'],
    because: 'Infra describes; it takes nothing of the running code but the type of its environment.',
  },
]

const IMPORT = /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'|(?:^|\n)import\s+'([^']+)'/g

const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .filter((name) => /\.tsx?$/.test(name))

const files = [...filesIn('functions'), ...filesIn('infra')]
const source = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

const target = (file: string, specifier: string): string => {
  if (specifier.startsWith('#')) return specifier.slice(1)
  return specifier.startsWith('.') ? join(file, '..', specifier) : specifier
}

const isOwn = (name: string): boolean => /^(functions|infra|tests|templates)\//.test(name)

const allows = (patterns: readonly string[], name: string): boolean =>
  patterns.some((pattern) => {
    if (pattern === '*') return !isOwn(name)
    return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern
  })

const roomOf = (file: string): Room => {
  const room = TABLE.find((one) => file.startsWith(one.room))
  if (room === undefined) throw new Error(`${file} lies in no room of the import table`)
  return room
}

const wrongImports = (file: string): string[] => {
  const { room, may, mayAsType = [], because } = roomOf(file)
  return [...source(file).matchAll(IMPORT)].flatMap(([, asType, from, bare]) => {
    const name = target(file, from ?? bare ?? '')
    const fine = allows(may, name) || (asType !== undefined && allows(mayAsType, name))
    return fine ? [] : [`${file} imports ${name}, which ${room} may not. ${because}`]
  })
}

describe('imports point inward to core', () => {
  test('each file imports only what its room may', () => {
    expect(files.flatMap(wrongImports)).toEqual([])
  })

  test('the test itself sees a wrong import', () => {
    expect(allows(roomOf('functions/core/x.ts').may, 'functions/adapters/ses/mailer.ts')).toBe(false)
    expect([..."import type { A } from 'b'\nimport {\n  c,\n} from './d.ts'".matchAll(IMPORT)]).toHaveLength(
      2,
    )
  })
})

describe('each file keeps to the house', () => {
  const offenders = (inside: RegExp, pattern: RegExp): string[] =>
    files.filter((file) => inside.test(file) && pattern.test(source(file)))

  test('names are kebab-case', () => {
    expect(files.filter((file) => !/^[a-z0-9./-]+$/.test(file))).toEqual([])
  })

  test('only wiring, infra/app.ts and the local cloud read the environment', () => {
    expect(offenders(/^(?!functions\/wiring\/|infra\/app\.ts|infra\/local\/)/, /process\.env/)).toEqual([])
  })

  test('core and use cases are given the time and never ask for it', () => {
    expect(
      offenders(/^functions\/(core|use-cases)\//, /Date\.now\(|new Date\(\)|Temporal\.Now|Math\.random/),
    ).toEqual([])
  })

  test('zod is imported as a namespace, which spares each bundle 370 kB', () => {
    expect(offenders(/./, /import \{[^}]*\bz\b[^}]*\} from 'zod'/)).toEqual([])
  })

  test('a handler has at most 15 lines', () => {
    const long = files.filter(
      (file) => /^functions\/handlers\//.test(file) && source(file).split('\n').length > 15,
    )
    expect(long).toEqual([])
  })
})
