import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { AddressProblem } from '#functions/core/check-address.ts'
import { consentWords } from '#functions/core/consent-words.ts'
import { letterWords } from '#functions/core/letter.ts'
import { en } from '#functions/core/messages/en.ts'
import { nearestLanguage } from '#functions/core/messages/languages.ts'
import { LANGUAGES, messagesIn } from '#functions/core/messages/messages-in.ts'
import { PAUSES } from '#functions/core/preferences.ts'
import { aNewsletter } from '#tests/support/builders.ts'

const TEMPLATES = fileURLToPath(new URL('../../templates', import.meta.url))
const PAGES = fileURLToPath(new URL('../../functions/web', import.meta.url))

/** Every message of a language by its place; of those with gaps, with the gaps filled by numbers. */
const said = (messages: object, place = ''): [string, string][] =>
  Object.entries(messages).flatMap(([name, value]): [string, string][] => {
    const at = `${place}.${name}`
    if (typeof value === 'string') return [[at, value]]
    if (typeof value === 'function') return [[at, String(value(7, 8))]]
    return said(value as object, at)
  })

describe.each(Object.keys(LANGUAGES))('the messages in %s', (language) => {
  const messages = messagesIn(language)

  test('are all there, each with the gaps that English has', () => {
    const gaps = (text: string) => [...text.matchAll(/[78]/g)].map(String).toSorted()
    const english = new Map(said(en))
    for (const [place, text] of said(messages)) {
      expect(text.trim(), place).not.toBe('')
      if (!place.endsWith('weeks') && !/\d/.test((english.get(place) ?? '').replace(/[78]/g, '')))
        expect(gaps(text), place).toEqual(gaps(english.get(place) ?? ''))
    }
  })

  test('say why an address is refused, for every reason', () => {
    expect(Object.keys(messages.addressReasons).toSorted()).toEqual(AddressProblem.options.toSorted())
  })

  test('count weeks as the language does', () => {
    const weeks = PAUSES.map((number) => messages.preferences.weeks(number))
    expect(new Set(weeks).size).toBe(PAUSES.length)
  })
})

/** What a language says as English does; “min” is the same everywhere. */
const inEnglish = (language: string): string[] => {
  const english = new Map(said(en))
  return said(messagesIn(language)).flatMap(([place, text]) =>
    english.get(place) === text && /\p{Letter}/u.test(text.replace(/\bmin\b/g, ''))
      ? [`${language}${place}`]
      : [],
  )
}

/** Words that stand in a file beside Liquid, tags and styles: readers of every language would get them. */
const wordsBeside = (source: string): string[] =>
  source
    .replace(/\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}/g, ' ')
    .replace(/<mj-style>[\s\S]*?<\/mj-style>|<style>[\s\S]*?<\/style>|<!doctype[^>]*>/g, ' ')
    .replace(/<[^>]*>|&#?\w+;/g, ' ')
    .match(/\p{Letter}{2,}/gu) ?? []

/** Words between the tags of a page's code, or in what is read aloud of it. */
const wordsOfPage = (source: string): string[] =>
  [
    ...source.matchAll(/<[a-z][^<>]*>([^<>{}]*\p{Letter}{2,}[^<>{}]*)<\//gu),
    ...source.matchAll(/(?:aria-label|title|alt)="([^"]+)"/g),
  ].map(([, words = '']) => words.trim())

test('the strings that readers still get in English only are none', () => {
  const others = Object.keys(LANGUAGES).filter((language) => language !== 'en')
  const templates = readdirSync(TEMPLATES).filter((name) => name.includes('.'))
  const pages = readdirSync(PAGES).filter((name) => name.endsWith('.tsx'))
  expect(templates.length * pages.length).toBeGreaterThan(0)
  expect([
    ...others.flatMap(inEnglish),
    ...templates.flatMap((name) =>
      wordsBeside(readFileSync(join(TEMPLATES, name), 'utf8')).map((word) => `${name}: ${word}`),
    ),
    ...pages.flatMap((name) =>
      wordsOfPage(readFileSync(join(PAGES, name), 'utf8')).map((word) => `${name}: ${word}`),
    ),
  ]).toEqual([])
})

test('a language is met by its tag, its region ignored; another gets English', () => {
  expect(['ar', 'ar-EG', 'en-GB', 'tlh', '', 'constructor'].map(nearestLanguage)).toEqual([
    'ar',
    'ar',
    'en',
    'en',
    'en',
    'en',
  ])
})

test('who signs up agrees to words that say whether reading is recorded', () => {
  const newsletter = aNewsletter()
  expect(consentWords(newsletter, 'en').words).toContain('Nothing records whether you open a mail')
  const tracked = consentWords({ ...newsletter, tracking: { why: 'A funder asks for it.' } }, 'en').words
  expect(tracked).toContain('A funder asks for it.')
  expect(tracked).not.toContain('Nothing records')
})

test('a letter’s words hold the newsletter’s name and where its link leads', () => {
  expect(letterWords(aNewsletter(), 'erase', 'ar-EG', 'https://x.example/link/1')).toMatchObject({
    language: 'ar',
    direction: 'rtl',
    subject: expect.stringContaining('The Sample'),
    url: 'https://x.example/link/1',
  })
})
