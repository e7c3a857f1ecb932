import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mailFixtures } from '#functions/adapters/mjml/fixtures.ts'
import type { Fault } from '#functions/core/checked-mail.ts'
import type { MailFixture } from '#functions/core/render-input.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { examine, type Subject, subjectOf } from './examine.ts'
import { faultsIn, isSkipped, type Skipped } from './found.ts'
import type { MailBrowser } from './mail-browser.ts'
import type { Planted } from './planted.ts'
import { renderFixture, TEMPLATES } from './rendered.ts'

const FIXTURE = 'en'

/** The fixture in which faults are planted, with its first reader alone. */
const bed = (): MailFixture => {
  const fixture = mailFixtures(TEMPLATES).find(({ name }) => name === FIXTURE)
  if (fixture === undefined) throw new RangeError(`There is no fixture ${FIXTURE}.`)
  return { ...fixture, readers: Object.fromEntries(Object.entries(fixture.readers).slice(0, 1)) }
}

const withTemplates = async <T>(
  template: Planted['template'],
  use: (templatesDir: string) => Promise<T>,
): Promise<T> => {
  if (template === undefined) return use(TEMPLATES)
  const { path, remove } = temporaryFolder()
  try {
    cpSync(TEMPLATES, path, { recursive: true })
    const file = join(path, template.file)
    writeFileSync(file, template.change(readFileSync(file, 'utf8')))
    return await use(path)
  } finally {
    remove()
  }
}

/** The mail with a fault in it; without one it is as it should be. */
export const plant = async (planted: Partial<Planted> = {}): Promise<Subject> => {
  const { fixture = (one) => one, template, mime = (one) => one, signed } = planted
  const rendered = await withTemplates(template, (dir) => renderFixture(fixture(bed()), dir, planted))
  const { message } = subjectOf(rendered)
  return { rendered, message: { ...message, mime: mime(message.mime) }, signed }
}

/** The fault of its own kind that a planted one is found by, and that is not there without it. */
export const foundFor = async (
  planted: Planted,
  browser?: MailBrowser,
): Promise<Fault | Skipped | undefined> => {
  const means = [planted.needs]
  const [without, found] = [
    await examine(await plant(), means, browser),
    await examine(await plant(planted), means, browser),
  ]
  const known = new Set(faultsIn(without).map(({ words }) => words))
  const skipped = Object.values(found).find((one) => one !== undefined && isSkipped(one))
  if (skipped !== undefined && isSkipped(skipped)) return skipped
  return faultsIn(found).find(
    ({ check, words }) => check === planted.check && planted.words.test(words) && !known.has(words),
  )
}
