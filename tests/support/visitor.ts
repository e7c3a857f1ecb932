import { load } from 'cheerio/slim'

export type Typed = Readonly<Record<string, string | readonly string[] | File>>

/** A page as a visitor without scripts sees it. */
export interface SeenPage {
  readonly status: number
  readonly url: string
  readonly title: string
  readonly text: string
  readonly html: string
  readonly headers: Headers
  links(): string[]
  buttons(): string[]
  /** Names and values of the hidden fields. */
  hidden(): [string, string][]
  /** Presses a button of the page, by its words or as `#id`, the first unless one is named, after typing and ticking what is given. */
  press(button?: string, typed?: Typed): Promise<SeenPage>
}

/** Asks for a page as a browser does that shows the page at `from`. */
export type Ask = (url: string, init: RequestInit, from: string) => Promise<SeenPage>

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** How a form is sent (HTML, 4.10.22.3). */
const requestOf = (
  form: { method: string | undefined; enctype: string | undefined },
  fields: readonly (readonly [string, string | File])[],
): { query: string; init: RequestInit } => {
  if (form.enctype === 'multipart/form-data') {
    const body = new FormData()
    for (const [name, value] of fields) body.append(name, value)
    return { query: '', init: { method: 'POST', body } }
  }
  const sent = new URLSearchParams()
  for (const [name, value] of fields) sent.append(name, value instanceof File ? value.name : value)
  return form.method?.toLowerCase() === 'post'
    ? { query: '', init: { method: 'POST', body: sent } }
    : { query: `?${sent}`, init: { method: 'GET' } }
}

export const seen = async (response: Response, ask: Ask): Promise<SeenPage> => {
  const { status, url, headers } = response
  const html = await response.text()
  const $ = load(html)
  const { href } = new URL(url)
  return {
    status,
    url,
    html,
    headers,
    title: $('h1').text(),
    text: plain($('main').text()).replace(/[\u2068\u2069]/g, ''),
    links: () =>
      $('a')
        .toArray()
        .map((a) => new URL($(a).attr('href') ?? '', href).href),
    buttons: () =>
      $('button')
        .toArray()
        .map((button) => plain($(button).text())),
    hidden: () =>
      $('input[type=hidden]')
        .toArray()
        .map((field) => [$(field).attr('name') ?? '', $(field).attr('value') ?? '']),
    press(name, typed = {}) {
      const buttons = $('button').toArray()
      const isNamed = (button: (typeof buttons)[number]): boolean =>
        name === undefined || plain($(button).text()) === name || `#${$(button).attr('id')}` === name
      const button = buttons.find(isNamed)
      if (button === undefined) throw new Error(`No button ${name} on the page ${$('h1').text()}`)
      const form = $(button).closest('form')
      const fields: (readonly [string, string | File])[] = []
      const add = (field: string, value: string) => {
        if (!Object.hasOwn(typed, field)) fields.push([field, value])
      }
      for (const field of form.find('input, select, textarea').toArray()) {
        const [type, of] = [$(field).attr('type'), $(field).attr('name') ?? '']
        if (of === '' || $(field).attr('disabled') !== undefined) continue
        if (field.tagName === 'select') {
          const options = $(field).find('option')
          const chosen = options.filter('[selected]').first()
          const option = chosen.length > 0 ? chosen : options.first()
          if (option.length > 0) add(of, option.attr('value') ?? plain(option.text()))
        } else if (field.tagName === 'textarea') add(of, $(field).text().replace(/^\n/, ''))
        else if (type !== 'checkbox' && type !== 'radio') add(of, $(field).attr('value') ?? '')
        else if ($(field).attr('checked') !== undefined) add(of, $(field).attr('value') ?? 'on')
      }
      for (const [field, values] of Object.entries(typed))
        for (const value of [values].flat()) fields.push([field, value])
      const own = $(button).attr('name')
      if (own !== undefined) fields.push([own, $(button).attr('value') ?? ''])
      const action = new URL($(button).attr('formaction') ?? form.attr('action') ?? href, href)
      const { query, init } = requestOf(
        { method: form.attr('method'), enctype: form.attr('enctype') },
        fields,
      )
      return ask(query === '' ? action.href : `${action.origin}${action.pathname}${query}`, init, href)
    },
  }
}

/** A visitor who is led nowhere: an answer that leads on is what is seen. */
const ask: Ask = async (url, init) => seen(await fetch(url, { ...init, redirect: 'manual' }), ask)

export const post = (url: string, fields: URLSearchParams | FormData | string): Promise<SeenPage> =>
  ask(url, { method: 'POST', body: fields }, url)

export const visit = (url: string): Promise<SeenPage> => ask(url, {}, url)
