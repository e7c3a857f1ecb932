import { TOKENS } from './tokens.ts'

/** The stylesheet of every page that readers see: one column, system type, light and dark, either direction of writing. */
export const STYLE = `${TOKENS}* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100% }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', sans-serif; overflow-wrap: break-word }
body > header, main { max-width: 38rem; margin-inline: auto; padding-inline: 1.25rem }
body > header { padding-block: 1.5rem 0 }
.brand { margin: 0; font-weight: 700; color: var(--quiet); border-block-end: 1px solid var(--line); padding-block-end: .75rem }
main { padding-block: 2rem 4rem }
.framed main { padding: .25rem }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 .75rem; text-wrap: balance }
h2 { font-size: 1.375rem; line-height: 1.3; margin: 2.5rem 0 0; padding-block-start: 1.5rem; border-block-start: 1px solid var(--line) }
h3 { font-size: 1.125rem; line-height: 1.4; margin: 1.5rem 0 0 }
h3 a { text-decoration: none }
.framed h1 { font-size: 1.25rem }
p { margin: .5rem 0 }
img { max-width: 100%; height: auto; border-radius: .25rem }
ul { margin: .5rem 0; padding-inline-start: 1.25rem }
li { margin-block: .375rem }
a { color: var(--accent); text-underline-offset: .15em }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: .25rem }
.lead { font-size: 1.125rem }
.quiet { color: var(--quiet); font-size: .9375rem }
.notice { background: var(--tint); border-inline-start: 4px solid var(--accent); border-radius: .25rem; padding: .75rem 1rem; margin-block: 1rem }
.good { background: var(--good); border-inline-start-color: var(--good-line) }
form { margin: 1.5rem 0 }
fieldset { border: 0; margin: 0 0 1.5rem; padding: 0; min-width: 0 }
legend, .field > label { padding: 0; font-weight: 600; margin-block-end: .375rem; display: block }
.field { margin: 0 0 1.5rem }
.field:has(+ .quiet) { margin-block-end: .375rem }
.field + .quiet { margin-block: 0 1.5rem }
form > .quiet + button { margin-block-start: .5rem }
.choice { display: flex; gap: .75rem; align-items: flex-start; padding-block: .5625rem; line-height: 1.625rem; min-height: 2.75rem; cursor: pointer }
.choice bdi { min-width: 0; overflow-wrap: anywhere }
.choice input { flex: none; width: 1.25rem; height: 1.25rem; margin: .1875rem 0 0; accent-color: var(--accent) }
input[type=email], input[type=text], select { font: inherit; width: 100%; min-height: 2.75rem; padding: .5rem .75rem; color: var(--ink); background: var(--card); border: 1px solid var(--field); border-radius: .375rem }
[dir=rtl] input[type=email] { text-align: end }
button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .5rem 1.25rem; border: 2px solid var(--accent); border-radius: .375rem; background: var(--accent); color: var(--on-accent); cursor: pointer; text-align: center }
button.second { background: transparent; color: var(--accent) }
button.danger { background: var(--danger); border-color: var(--danger); color: var(--on-danger) }
@media (hover: hover) { button:hover { filter: brightness(1.08) } button.second:hover { background: var(--tint); filter: none } }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem }
nav { display: flex; flex-wrap: wrap; gap: 1rem; margin-block-start: 2rem }
.contents { display: block; margin-block-start: 2.5rem }
.contents ul, .elsewhere { list-style: none; padding: 0 }
.elsewhere { margin-block-start: 1.5rem }
.lead-story h2 { font-size: .9375rem; color: var(--accent) }
.lead-story h3 { font-size: 1.5rem; line-height: 1.3; margin-block-start: .5rem }
:is(header, section) + .lead { margin-block-start: 2rem }
footer { margin-block-start: 3rem; padding-block-start: 1rem; border-block-start: 1px solid var(--line) }
.trap { position: absolute; inset-inline-start: -200vw; height: 1px; width: 1px; overflow: hidden }
@media (max-width: 30rem) { h1 { font-size: 1.5rem } .buttons button, form > button { width: 100% } }
@media (forced-colors: active) { button { border-color: ButtonText } }
`
