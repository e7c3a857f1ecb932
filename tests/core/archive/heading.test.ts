import { describe, expect, test } from 'vitest'
import { readHeading } from '#functions/core/archive/heading.ts'

describe('a page’s heading', () => {
  test.each([
    ['Category: China', 'category', 'China'],
    ['Category Archives: Forced Labor', 'category', 'Forced Labor'],
    ['Archive for the ‘Rivers and lakes’ Category', 'category', 'Rivers and lakes'],
    ['Archive for the "Rivers" Category', 'category', 'Rivers'],
    ['Browsing Category: Rivers', 'category', 'Rivers'],
    ['Posts filed under ‘Rivers’', 'category', 'Rivers'],
    ['Posts from the “Rivers” Category', 'category', 'Rivers'],
    ['You are currently browsing the archives for the Rivers category.', 'category', 'Rivers'],
    ['Category Archives: Rivers (Page 2 of 9)', 'category', 'Rivers'],
    ['Category archive for Rivers', 'category', 'Rivers'],
    ['Archive | Rivers', 'category', 'Rivers'],
    ['Rivers Category', 'category', 'Rivers'],
    ['Posts Tagged ‘wind’ | The Lake Watch', 'tag', 'wind'],
    ['Tag Archive for ‘wind’', 'tag', 'wind'],
    ['Archive | April, 2016', 'month', '2016-04'],
    ['Archives: April 2016', 'month', '2016-04'],
    ['April 2016', 'month', '2016-04'],
    ['Author Archive for Mira Oduya', 'author', 'Mira Oduya'],
    ['Posts Tagged ‘north wind’', 'tag', 'north wind'],
    ["Posts Tagged 'north wind'", 'tag', 'north wind'],
    ['Tag Archives: wind', 'tag', 'wind'],
    ['Tag: 바람', 'tag', '바람'],
    ['Tagged with wind', 'tag', 'wind'],
    ['Showing posts with label wind. Show all posts', 'tag', 'wind'],
    ['Monthly Archives: April 2016', 'month', '2016-04'],
    ['Month: April 2016', 'month', '2016-04'],
    ['Archive for April, 2016', 'month', '2016-04'],
    ['Archives for Sep 2016', 'month', '2016-09'],
    ['Showing posts from April, 2016', 'month', '2016-04'],
    ['Showing posts from April, 2016. Show all posts', 'month', '2016-04'],
    ['You are currently browsing The Lake Watch archives for April, 2016.', 'month', '2016-04'],
    ['Author Archives: Mira Oduya', 'author', 'Mira Oduya'],
    ['Author: Mira Oduya', 'author', 'Mira Oduya'],
    ['All posts by Mira Oduya', 'author', 'Mira Oduya'],
    ['Posts by Mira\u00a0Oduya', 'author', 'Mira Oduya'],
  ])('“%s” is of the %s %s', (line, kind, name) => {
    expect(readHeading(line)).toEqual({ kind, name })
  })

  test.each([
    'The ferry is late',
    'Monthly Archives: spring',
    'Archives for the people of the lake',
    'In Lakes on March 31, 2013 at 3:17 pm',
    'Posted on by',
    '',
  ])('is not “%s”', (line) => {
    expect(readHeading(line)).toBeUndefined()
  })
})
