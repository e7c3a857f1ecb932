import type { VariantParts } from '#functions/core/edition.ts'
import type { Content } from '#functions/core/entry.ts'
import type { MailFixture } from '#functions/core/render-input.ts'
import { SIGNED_HEADERS } from './checks/dkim.ts'
import type { Means } from './examine.ts'
import { PUBLIC_ORIGIN, type Rework } from './rendered.ts'

/** One thing that is done wrong in the `en` fixture, and the fault that must be found for it. */
export interface Planted extends Rework {
  readonly fixture?: (fixture: MailFixture) => MailFixture
  /** A changed file of the templates. */
  readonly template?: { readonly file: string; readonly change: (source: string) => string }
  readonly mime?: (mime: string) => string
  readonly signed?: readonly string[]
  /** What finds it needs. */
  readonly needs: Means
  readonly check: string
  readonly words: RegExp
}

/** Changes what must be there: a fault that was not planted proves nothing. */
const changed = (whole: string, from: string | RegExp, to: string): string => {
  const after = whole.replace(from, to)
  if (after === whole) throw new Error(`There is no ${from} where a fault was to be planted.`)
  return after
}

const inHtml = (from: string | RegExp, to: string): Rework => ({
  parts: (parts) => ({ ...parts, html: changed(parts.html ?? '', from, to) }),
})

/** Words and pictures below the name of the newsletter, where anything may stand. */
const added = (html: string): Rework => inHtml('</h1>', `</h1>${html}`)

const inContent = (change: (content: Content) => Content): Pick<Planted, 'fixture'> => ({
  fixture: (fixture) => ({ ...fixture, input: { ...fixture.input, content: change(fixture.input.content) } }),
})

const inText = (change: (text: string) => string): Rework => ({
  parts: (parts: VariantParts) => ({ ...parts, text: change(parts.text) }),
})

const PIXEL = 'http://tracker.example/open.gif?reader=1'
const FILLER = '<p>So much that nobody reads it.</p>'
const SPAM =
  'Dear friend, you have won one million dollars in the lottery. Buy cheap viagra and cialis, 100% free, risk free, money back guarantee, no obligation. Click here, act now, wire transfer, unsecured loan.'

const by = (needs: Means) => (check: string, words: RegExp) => ({ needs, check, words })
const quickly = by('nothing')
const inBrowser = by('browser')
const bySpamAssassin = by('spamassassin')

export const PLANTED: Readonly<Record<string, Planted>> = {
  'alt text is missing': {
    template: {
      file: 'entry.html',
      change: (source) => changed(source, / alt="{{ entry\.picture\.alt }}"/, ''),
    },
    ...quickly('pictures', /no alt text/),
  },
  '110 kB': { ...inHtml('</body>', `${FILLER.repeat(1900)}</body>`), ...quickly('size', /refused/) },
  'footer behind 102 kB': { ...added(FILLER.repeat(3000)), ...quickly('footer', /where Gmail cuts/) },
  'no link to leave': {
    ...inHtml(new RegExp(`${PUBLIC_ORIGIN}/leave/`, 'g'), `${PUBLIC_ORIGIN}/gone/`),
    ...quickly('links', /where a reader leaves/),
  },
  'naked brace': { ...added('<p>Dear {name}</p>'), ...quickly('leftovers', /naked brace/) },
  'leftover sentinel': { ...added('<p>\u0002name\u0003</p>'), ...quickly('leftovers', /sentinel/) },
  'same words for two links': {
    ...added(
      '<p><a href="https://one.example/">Elsewhere</a> <a href="https://two.example/">Elsewhere</a></p>',
    ),
    ...quickly('link texts', /Elsewhere/),
  },
  'relative link': {
    ...added('<p><a href="/archive">The archive</a></p>'),
    ...quickly('links', /no address of the web/),
  },
  'heading is skipped': { ...inHtml(/<(\/?)h2/g, '<$1h4'), ...quickly('headings', /level 4/) },
  'picture of another host': {
    ...added('<img src="https://pictures.example/a.png" width="10" alt="">'),
    ...quickly('hosts', /pictures\.example/),
  },
  'no language': { ...inHtml(/<html lang="\w+"/, '<html'), ...quickly('language', /says that it is in “”/) },
  'written from the wrong side': {
    ...inHtml(/(<html[^>]*) dir="ltr"/, '$1 dir="rtl"'),
    ...quickly('language', /from rtl/),
  },
  'title leads elsewhere': {
    ...inHtml(/(<h3[^>]*><a href=")[^"]+/, '$1https://news.example/another'),
    ...quickly('links', /not to the story/),
  },
  'story without a link': {
    ...inHtml(/ href="https:\/\/harrow-ledger\.example[^"]*"/g, ' href="https://news.example/"'),
    ...quickly('links', /Nothing leads to/),
  },
  'story stands twice': {
    ...inHtml(/(<h3[^>]*>(?:(?!<\/h3>).)*<\/h3>)/, '$1$1'),
    ...quickly('entries', /stands in the mail twice/),
  },
  'content note is missing': {
    template: {
      file: 'entry.html',
      change: (source) => changed(source, '<bdi>{{ entry.contentNote }}</bdi>', ''),
    },
    ...quickly('entries', /The content note of/),
  },
  'excerpts for who wants titles': {
    fixture: (one) => ({ ...one, readers: { titles: { categories: 'all', notes: 'titles' } } }),
    template: {
      file: 'entry.html',
      change: (source) => changed(source, /{% (?:end)?shown entry\.excerptGuard %}/g, ''),
    },
    ...quickly('entries', /sees the excerpt of/),
  },
  'no correction': {
    template: { file: 'digest.mjml', change: (source) => changed(source, "{% include 'corrections' %}", '') },
    ...quickly('entries', /The mail lacks/),
  },
  'text has an address twice': {
    ...inText((text) => changed(text, /^(https:\/\/harrow-ledger\S+)$/m, '$1\n$1')),
    ...quickly('text', /more than once/),
  },
  'text lacks a content note': {
    template: { file: 'entry.txt', change: (source) => changed(source, 'append: entry.contentNote | ', '') },
    ...quickly('text', /lacks the content note/),
  },
  'page loads a foreign picture': {
    page: (html) => changed(html, '</h1>', '</h1><img alt="" src="https://tracker.example/x.png">'),
    ...quickly('hosts', /The web page loads/),
  },
  'title is missing in the mail': {
    ...inHtml(/(<h3[^>]*>)(?:(?!<\/h3>).)*<\/h3>/, '$1A story</h3>'),
    ...quickly('entries', /does not see it/),
  },
  'text lacks an address': {
    ...inText((text) => changed(text, /^https:\/\/(?!read\.gazette)\S+$/gm, '')),
    ...quickly('text', /lacks the address/),
  },
  'page lacks a text': {
    page: (html) => changed(html, /(<h2>To end with<\/h2>.*?<p>).*?<\/p>/s, '$1</p>'),
    ...quickly('page', /lacks/),
  },
  'subject of 70 characters': {
    ...inContent((content) => ({
      ...content,
      subject: 'So much has happened that no phone can show the whole of this subject.',
    })),
    ...quickly('subject', /70 characters/),
  },
  'unclosed tag': { ...added('<p><strong>Loud</p>'), ...quickly('html', /strong/) },
  'background picture': {
    ...added(`<p style="background-image:url(${PUBLIC_ORIGIN}/pictures/a.png)">Words</p>`),
    ...quickly('clients', /“background-image”/),
  },
  'CSS grid': { ...added('<div style="display:grid">Words</div>'), ...quickly('clients', /“display:grid”/) },
  'negative margin': {
    ...added('<p style="margin:0 0 -12px">Words</p>'),
    ...quickly('clients', /negative margin.*-12px/),
  },
  'List-Unsubscribe is not signed': {
    signed: SIGNED_HEADERS.filter((name) => name !== 'list-unsubscribe'),
    ...quickly('dkim', /does not cover list-unsubscribe,/),
  },
  'two subjects': {
    mime: (mime) => changed(mime, /^Subject: /m, 'Subject: Another\r\nSubject: '),
    ...quickly('mime', /subject stands there twice/),
  },
  'bare line feed': {
    mime: (mime) => changed(mime, '\r\nMIME-Version', '\nMIME-Version'),
    ...quickly('mime', /alone/),
  },
  'low contrast': {
    ...added('<p style="color:#9aa5b1">Faint</p>'),
    ...inBrowser('axe', /color-contrast, light/),
  },
  'low contrast in the dark': {
    ...inHtml(
      '</head>',
      '<style>@media (prefers-color-scheme:dark){html .words h1{color:#3a4653!important}}</style></head>',
    ),
    ...inBrowser('axe', /color-contrast, dark/),
  },
  'lost in a forced dark': {
    ...added('<p style="background:#b4b4b4;color:#1f2933">On a ground that stays as it is</p>'),
    ...inBrowser('contrast', /On a ground that stays/),
  },
  'too wide for a phone': {
    ...added('<div style="width:400px">Wide</div>'),
    ...inBrowser('layout', /window of 320 px the mail/),
  },
  'letters of 10 px': {
    ...added('<p style="font-size:10px">Small</p>'),
    ...inBrowser('layout', /letters of 10 px/),
  },
  'text on a picture': {
    ...added(
      `<div style="position:relative"><div style="margin-top:-30px"><img src="${PUBLIC_ORIGIN}/pictures/a.png" width="200" height="60" alt=""></div></div>`,
    ),
    ...inBrowser('layout', /stands on a picture/),
  },
  'tracking pixel': {
    ...added(`<img src="${PIXEL}" width="1" height="1" alt="">`),
    ...inBrowser('requests', /open\.gif/),
  },
  'alt text cannot be read': {
    ...inHtml(/(<img [^>]*style=")/, '$1max-height:8px;overflow:hidden;'),
    ...inBrowser('alt texts', /cannot be read/),
  },
  'words of spam': {
    ...inContent((content) => ({ ...content, note: { text: SPAM, signed: 'A friend' } })),
    ...bySpamAssassin('spam', /points/),
  },
  'white on white': {
    ...added('<p style="color:#fdfdfc;background-color:#fdfdfc"><font color="#fdfdfc">Hidden</font></p>'),
    ...bySpamAssassin('spam', /HTML_FONT_LOW_CONTRAST/),
  },
}
