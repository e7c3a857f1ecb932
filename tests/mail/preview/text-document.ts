import { html } from 'hono/html'

const STYLE = `:root { color-scheme: light dark }
body { margin: 0; padding: 16px }
pre { margin: 0; font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext }`

/** Text as a page of its own, each paragraph in the direction of its first letter, as programs for mail show it. */
export const textDocument = (title: string, text: string) => html`<!doctype html>
<html lang="und"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>${STYLE}</style><pre>${text}</pre></html>`
