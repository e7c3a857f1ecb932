import { describe, expect, test } from 'vitest'
import { suggestDomain } from '#functions/core/suggest-domain.ts'

describe('a suggested domain', () => {
  test.each([
    ['gmial.com', 'gmail.com'],
    ['GMIAL.com', 'gmail.com'],
    ['mgail.com', 'gmail.com'],
    ['gmai.com', 'gmail.com'],
    ['gmaill.com', 'gmail.com'],
    ['gmail.con', 'gmail.com'],
    ['gmail.co', 'gmail.com'],
    ['gmail.cmo', 'gmail.com'],
    ['gmail.comm', 'gmail.com'],
    ['gmail.com.', 'gmail.com'],
    ['gmail,com', 'gmail.com'],
    ['gmailcom', 'gmail.com'],
    ['yahoo.cmo', 'yahoo.com'],
    ['yaho.co.uk', 'yahoo.co.uk'],
    ['yahooo.fr', 'yahoo.fr'],
    ['hotnail.com', 'hotmail.com'],
    ['ohtmail.com', 'hotmail.com'],
    ['outlok.com', 'outlook.com'],
    ['iclould.com', 'icloud.com'],
    ['yandx.ru', 'yandex.ru'],
    ['sample.con', 'sample.com'],
    ['Mail.Sample.CON', 'mail.sample.com'],
    ['gmial.con', 'gmial.com'],
  ])('for %s is %s', (typed, meant) => {
    expect(suggestDomain(typed)).toBe(meant)
  })

  test.each(
    `gmail.com yahoo.com yahoo.co.jp hotmail.com outlook.com icloud.com mail.com email.com ymail.com gmx.net
    gmx.de gmx.at gmx.com web.de aol.com aon.com mail.ru yandex.by yandex.kz yandex.com.tr qq.com 163.com 126.com
    naver.com never.com orange.fr libero.it libera.it uol.com.br bol.com.br proton.me pm.me me.com mac.com live.com
    love.com msn.com cloud.com cox.net free.fr sfr.fr yahoo.se yahoo.ie yahoo.gr yahoo.cn yahoo.no hotmail.gr
    hotmail.nl hotmail.be hotmail.se outlook.fr outlook.de outlook.es fastmail.fm tmail.com fmail.com grail.com gail.com
    example.com`.split(/\s+/),
  )('is none for %s, which is itself', (typed) => {
    expect(suggestDomain(typed)).toBeUndefined()
  })

  test('is none for two slips', () => {
    for (const typed of ['gml.com', 'gmial.cmo', 'yhaooo.com', 'com', 'c', ''])
      expect(suggestDomain(typed)).toBeUndefined()
  })
})
