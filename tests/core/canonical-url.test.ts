import { describe, expect, test } from 'vitest'
import { canonicalUrl, isWebUrl } from '#functions/core/canonical-url.ts'

const PLAIN = 'news.example/a/story'

describe('the canonical form of a web address', () => {
  test.each([
    'https://news.example/a/story',
    'http://news.example/a/story',
    'https://www.news.example/a/story',
    'https://NEWS.example/a/story/',
    'https://news.example:443/a/story//',
    'https://news.example/a/story?utm_source=mail&utm_medium=x',
    'https://news.example/a/story?UTM_Campaign=x&fbclid=1&gclid=2&mc_cid=3',
    'https://news.example/a/story/?msclkid=1',
    'https://user:secret@news.example/a/story#part',
  ])('is one for %s and its like', (url) => {
    expect(canonicalUrl(url)).toBe(PLAIN)
  })

  test.each([
    'https://news.example/A/story',
    'https://m.news.example/a/story',
    'https://news.example:8080/a/story',
    'https://news.example/a/story?id=2',
    'https://news.example/a/story?utmost=1',
  ])('tells %s from the plain one', (url) => {
    expect(canonicalUrl(url)).not.toBe(PLAIN)
  })

  test('does not care in which order a query names its values', () => {
    expect(canonicalUrl('https://news.example/?b=2&utm_id=9&a=1')).toBe('news.example?a=1&b=2')
    expect(canonicalUrl('https://news.example?a=1&b=2')).toBe('news.example?a=1&b=2')
  })
})

describe('a web address', () => {
  test.each(['http://news.example', 'https://news.example/ä'])('is %s', (url) => {
    expect(isWebUrl(url)).toBe(true)
  })

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://news.example/',
    'mailto:a@news.example',
    '/a/story',
    'news.example',
    '',
    `https://news.example/${'a'.repeat(2000)}`,
  ])('is not %s', (url) => {
    expect(isWebUrl(url)).toBe(false)
  })
})
