import { CreateEmailTemplateCommand } from '@aws-sdk/client-sesv2'
import { expect, test } from 'vitest'
import { bulk, entry, readers, readySes } from './harness.ts'

const read = async (url: string) => {
  const response = await fetch(url)
  return {
    status: response.status,
    policy: response.headers.get('content-security-policy') ?? '',
    text: await response.text(),
  }
}

test('the list shows the newest mail first, in pages, and finds recipients', async () => {
  const { client, simulator } = await readySes({ account: { maxSendRate: 1000 } })
  await client.send(bulk(readers(50)))
  await client.send(bulk([...readers(4, 50), entry('needle@example.com', { ReplacementEmailContent: {} })]))
  await simulator.idle()
  const { text } = await read(`${simulator.url}/`)
  expect(text).toContain('55 mails')
  expect(text.indexOf('needle@example.com')).toBeLessThan(text.indexOf('reader-53@example.com'))
  expect(text).not.toContain('reader-4@example.com')
  expect((await read(`${simulator.url}/?page=2`)).text).toContain('reader-4@example.com')
  const found = (await read(`${simulator.url}/?q=NEEDLE`)).text
  expect(found).toContain('1 mail')
  expect(found).toContain('rendering failed')
})

test('each view of a mail is a page without scripts or style attributes', async () => {
  const { client, simulator } = await readySes()
  await client.send(bulk(readers(1)))
  const id = simulator.accepted()[0]?.messageId ?? ''
  for (const view of ['', '?view=desktop', '?view=dark', '?view=text', '?view=headers', '?view=nonsense']) {
    const page = await read(`${simulator.url}/messages/${id}${view}`)
    expect(page.status).toBe(200)
    expect(page.policy).toContain("default-src 'none'")
    expect(page.text).toContain('Hello Ada')
    expect(page.text).not.toMatch(/<script|style=/u)
  }
  expect((await read(`${simulator.url}/messages/${id}/source.eml`)).text).toBe(simulator.message(id).mime)
  expect((await read(`${simulator.url}/messages/none`)).status).toBe(404)
})

test('a mail of text alone is shown as text at first', async () => {
  const { client, simulator } = await readySes()
  const TemplateContent = { Subject: 'Hi', Text: 'Only words' }
  await client.send(new CreateEmailTemplateCommand({ TemplateName: 'words', TemplateContent }))
  const Template = { TemplateName: 'words', TemplateData: '{}' }
  await client.send(bulk([entry('a@example.com')], { DefaultContent: { Template } }))
  const page = `${simulator.url}/messages/${simulator.accepted()[0]?.messageId}`
  expect((await read(page)).text).toContain('Only words')
  expect((await read(`${page}?view=phone`)).text).toContain('This mail has no HTML.')
})

test('a hostile mail is escaped on the pages and locked in where it is shown', async () => {
  const { client, simulator } = await readySes()
  const evil = '<script>alert(1)</script>'
  const TemplateContent = {
    Subject: `"'>${evil}`,
    Text: evil,
    Html: `<!doctype html><html><head lang="x"><title>t</title></head><body>${evil}</body></html>`,
  }
  await client.send(new CreateEmailTemplateCommand({ TemplateName: 'evil', TemplateContent }))
  await client.send(
    bulk([entry('a@example.com')], {
      DefaultContent: { Template: { TemplateName: 'evil', TemplateData: '{}' } },
    }),
  )
  const id = simulator.accepted()[0]?.messageId ?? ''
  for (const path of [
    '/',
    `/messages/${id}`,
    `/messages/${id}?view=text`,
    `/messages/${id}?view=headers`,
    `/?q=${encodeURIComponent(evil)}`,
  ])
    expect((await read(simulator.url + path)).text).not.toContain(evil)
  const mail = await read(`${simulator.url}/messages/${id}/html`)
  expect(mail.text).toBe(
    TemplateContent.Html.replace('<head lang="x">', '<head lang="x"><base target="_blank">'),
  )
  expect(mail.policy).toMatch(/^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'/u)
})
