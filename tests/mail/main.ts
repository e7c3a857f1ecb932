import { parseArgs } from 'node:util'
import type { Fault } from '#functions/core/checked-mail.ts'
import { acceptLacks } from './checks/clients.ts'
import { examine, MEANS } from './examine.ts'
import { examineAll, lacksInAll, renderedOnes, renderFixtures, staleFaults } from './gate.ts'
import type { MailBrowser } from './mail-browser.ts'
import { finder, plant } from './plant.ts'
import { PLANTED } from './planted.ts'
import { type Examined, lastLine, reportFaults, reportTable } from './report.ts'
import { takeShots } from './shots.ts'
import { withMailBrowser } from './with-mail-browser.ts'

const USAGE = `npm run check:mail                       all fixtures, all checks
npm run check:mail -- --only FIXTURE     one of them
npm run check:mail -- --shots DIR        saves screenshots too
npm run check:mail -- --accept           accepts what mail programs lack, in caniemail-baseline.json
npm run check:mail -- --plant NAME       plants a fault in the en fixture, which must be found
npm run check:mail -- --plant all        plants each, one after the other

It ends with 1 where a fault was found; --plant all where a planted one was not. The faults:
${Object.keys(PLANTED)
  .map((name) => `  ${name}`)
  .join('\n')}`

const say = (line: string): void => console.log(line)

const misused = (problem: string): never => {
  console.error(`${problem}\n\n${USAGE}`)
  process.exit(2)
}

/** All fixtures, or one. */
const check = async (browser: MailBrowser | undefined): Promise<number> => {
  const tried = await renderFixtures(values.only)
  if (tried.length === 0) misused(`There is no fixture ${values.only}.`)
  if (values.accept) {
    acceptLacks(lacksInAll(tried))
    say('What mail programs lack now is accepted. Give a reason for each title that has none.')
    return 0
  }
  if (values.shots !== undefined) {
    if (browser === undefined) throw new Error('Screenshots need Chromium.')
    await takeShots(renderedOnes(tried), browser, values.shots)
  }
  const examined = await examineAll(tried, browser)
  return tell(examined, values.only === undefined ? staleFaults(tried) : [])
}

const tell = (examined: readonly Examined[], ofAll: readonly Fault[] = []): number => {
  const faults = reportFaults(examined, ofAll)
  say([reportTable(examined), ...faults, lastLine(examined, ofAll)].join('\n'))
  return faults.length === 0 ? 0 : 1
}

const plantOne = async (name: string, browser: MailBrowser | undefined): Promise<number> => {
  const planted = PLANTED[name] ?? misused(`There is no fault ${name} to plant.`)
  return tell([{ name, found: await examine(await plant(planted), MEANS, browser) }])
}

/** Whether each planted fault is found for its own reason. */
const plantAll = async (browser: MailBrowser | undefined): Promise<number> => {
  const find = finder(browser)
  let missed = 0
  for (const [name, planted] of Object.entries(PLANTED)) {
    const fault = await find(planted)
    if (fault === undefined || 'skipped' in fault) missed += 1
    if (fault === undefined) say(`missed   ${name}`)
    else if ('skipped' in fault) say(`skipped  ${name}: ${fault.skipped}`)
    else say(`found    ${name}\n           ${fault.check}: ${fault.words}`)
  }
  say(missed === 0 ? 'Every planted fault was found.' : `Planted faults that were not found: ${missed}.`)
  return missed === 0 ? 0 : 1
}

const optionsOf = () => {
  try {
    return parseArgs({
      options: {
        only: { type: 'string' },
        shots: { type: 'string' },
        plant: { type: 'string' },
        accept: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    return misused(String(error))
  }
}

const values = optionsOf()
if (values.help) say(USAGE)
else if (values.accept && values.only !== undefined) misused('--accept looks at all fixtures.')
else
  process.exitCode = await withMailBrowser((browser) => {
    if (values.plant === undefined) return check(browser)
    return values.plant === 'all' ? plantAll(browser) : plantOne(values.plant, browser)
  })
