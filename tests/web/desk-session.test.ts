import { expect, test } from 'vitest'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { signedIn } from '#tests/support/desk-visitor.ts'
const cloud = await startTestCloud()
test('x', async () => {
  for (const p of ['Ada Marlow', 'Dana Weiss'] as const) {
  const ada = await signedIn(cloud, p)
  const page = await ada.visit('/desk')
  console.log(page.status, page.title, page.text, page.headers, ada.cookies.names())
  const acc = await ada.visit('/desk/account')
  const r = await (acc.buttons().includes('Switch them off') ? acc.press('Switch them off') : ada.post('/desk/account/shortcuts', {shortcuts: 'off'}))
  console.log(r.status, r.url, r.title, r.buttons(), r.text)
  const bad = await ada.post('/desk/account/shortcuts', {shortcuts: 'off'}, { origin: 'https://x.example', 'sec-fetch-site': 'cross-site'})
  console.log(bad.status, bad.html, bad.headers)
  }
})
