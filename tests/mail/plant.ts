import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mailFixtures } from '#functions/adapters/mjml/fixtures.ts'
import type { Fault } from '#functions/core/checked-mail.ts'
import type { MailFixture } from '#functions/core/render-input.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { examine, type Means, type Subject, subjectOf } from './examine.ts'
import { faultsIn, keyOf, type Skipped, skippedIn } from './found.ts'
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

/** Finds the fault of its own kind that a planted one leads to and that is not there without it. */
export const finder = (browser?: MailBrowser) => {
  const known = new Map<Means, ReadonlySet<string>>()
  const knownTo = async (means: Means): Promise<ReadonlySet<string>> => {
    const words =
      known.get(means) ?? new Set(faultsIn(await examine(await plant(), [means], browser)).map(keyOf))
    known.set(means, words)
    return words
  }
  return async (planted: Planted): Promise<Fault | Skipped | undefined> => {
    const without = await knownTo(planted.needs)
    const found = await examine(await plant(planted), [planted.needs], browser)
    const own = faultsIn(found).find(
      (fault) =>
        fault.check === planted.check && planted.words.test(fault.words) && !without.has(keyOf(fault)),
    )
    return own ?? skippedIn(found)[0]
  }
}
