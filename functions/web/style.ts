/** The stylesheet of every page that readers see: one column, system type, light and dark. */
export const STYLE = `
:root { color-scheme: light dark; --paper: #fdfdfc; --ink: #1f2933; --quiet: #52606d; --accent: #0b4f8a; --line: #cbd2d9; --on-accent: #fff }
@media (prefers-color-scheme: dark) {
  :root { --paper: #12181f; --ink: #e4e7eb; --quiet: #a9b4c0; --accent: #8ab4f8; --line: #3a4653; --on-accent: #12181f }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; overflow-wrap: break-word }
main { max-width: 38rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 .5rem }
h2 { font-size: 1.375rem; line-height: 1.3; margin: 2.5rem 0 0; padding-top: 1.5rem; border-top: 1px solid var(--line) }
h3 { font-size: 1.125rem; line-height: 1.4; margin: 1.5rem 0 0 }
h3 a { text-decoration: none }
p { margin: .375rem 0 }
a { color: var(--accent) }
a:focus-visible, button:focus-visible, input:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px }
.quiet { color: var(--quiet); font-size: .9375rem }
form { margin: 1.5rem 0 }
fieldset { border: 0; margin: 0 0 1.25rem; padding: 0 }
legend { padding: 0; font-weight: 600; margin-bottom: .5rem }
label { display: flex; gap: .75rem; align-items: center; min-height: 2.75rem }
input[type=checkbox] { width: 1.25rem; height: 1.25rem; accent-color: var(--accent) }
button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .5rem 1.25rem; border: 0; border-radius: .375rem; background: var(--accent); color: var(--on-accent); cursor: pointer }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line) }
`
