import { load } from 'cheerio/slim'

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
  /** Presses a button of the page, the first unless one is named, after typing and ticking what is given. */
  press(button?: string, typed?: Readonly<Record<string, string | readonly string[]>>): Promise<SeenPage>
}

const seen = async (response: Response): Promise<SeenPage> => {
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
    text: $('main')
      .text()
      .replace(/\s+/g, ' ')
      .replace(/[\u2068\u2069]/g, '')
      .trim(),
    links: () =>
      $('a')
        .toArray()
        .map((a) => new URL($(a).attr('href') ?? '', href).href),
    buttons: () =>
      $('button')
        .toArray()
        .map((button) => $(button).text()),
    press(name, typed = {}) {
      const buttons = $('button').toArray()
      const button = buttons.find((one) => name === undefined || $(one).text() === name)
      if (button === undefined) throw new Error(`No button ${name} on the page ${$('h1').text()}`)
      const form = $(button).closest('form')
      const sent = new URLSearchParams()
      const add = (field: string, value: string) => {
        if (!Object.hasOwn(typed, field)) sent.append(field, value)
      }
      for (const field of form.find('input, select').toArray()) {
        const [type, of] = [$(field).attr('type'), $(field).attr('name') ?? '']
        if (field.tagName === 'select') add(of, $(field).find('option[selected]').attr('value') ?? '')
        else if (type !== 'checkbox' && type !== 'radio') add(of, $(field).attr('value') ?? '')
        else if ($(field).attr('checked') !== undefined) add(of, $(field).attr('value') ?? 'on')
      }
      for (const [field, values] of Object.entries(typed))
        for (const value of [values].flat()) sent.append(field, value)
      const own = $(button).attr('name')
      if (own !== undefined) sent.append(own, $(button).attr('value') ?? '')
      const action = $(button).attr('formaction') ?? form.attr('action') ?? href
      return post(new URL(action, href).href, sent)
    },
  }
}

export const post = async (url: string, fields: URLSearchParams | FormData | string): Promise<SeenPage> =>
  seen(await fetch(url, { method: 'POST', body: fields, redirect: 'manual' }))

export const visit = async (url: string): Promise<SeenPage> => seen(await fetch(url, { redirect: 'manual' }))
