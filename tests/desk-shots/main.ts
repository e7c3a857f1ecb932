import { mkdirSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { deskPath } from '#functions/core/desk-paths.ts'
import { browserAt, type DeskVisitor, signedIn } from '#tests/support/desk-visitor.ts'
import { findChromium } from '#tests/support/find-chromium.ts'
import { aTagArchive } from '#tests/support/tag-archive.ts'
import { approve, BEGINS, untilCurated, untilHalfSent } from './believable-weeks.ts'
import { beforeSignIn, type Scenes, whileApproved, whileCurating, whileSending } from './scenes.ts'
import { takeShots } from './take-shots.ts'
import { startVirtualCloud, type VirtualCloud } from './virtual-cloud.ts'

// `npm run desk:shots [-- NAME…]`: pictures of the desk's pages, of all or of those that are named. The folder is the script's
// first argument.

const PERSON = 'Ada Marlow'

/** Hands in a saved page as a browser does; the path of what came of it. */
const importPage = async (cloud: VirtualCloud, visitor: DeskVisitor, newsletter: string): Promise<string> => {
  const form = await visitor.visit(`${newsletter}/import`)
  const file = new File([aTagArchive()], 'lake.html', { type: 'text/html' })
  const job = await (await form.press('Upload it', { file })).press('Read it', { file: 'lake-archive.html' })
  await cloud.work()
  return new URL(job.url).pathname
}

const [folder = '', ...wanted] = process.argv.slice(2)
const only = (scenes: Scenes): Scenes =>
  Object.fromEntries(Object.entries(scenes).filter(([name]) => wanted.length === 0 || wanted.includes(name)))

mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({ executablePath: findChromium() ?? '' })
const cloud = await startVirtualCloud(BEGINS)
const { publicOrigin } = cloud
const take = (scenes: Scenes, visitor: DeskVisitor) =>
  takeShots(browser, publicOrigin, only(scenes), folder, visitor)

const nobody = browserAt(publicOrigin)
await take(beforeSignIn((await nobody.visit('/desk')).url), nobody)

const halfSent = await untilHalfSent(cloud)
const sent = deskPath(halfSent.first)
await take(whileSending(sent), await signedIn(cloud, PERSON))

const draft = await untilCurated(cloud, halfSent)
const newsletter = `/desk/newsletters/${halfSent.newsletter.slug}`
const ada = await signedIn(cloud, PERSON)
const job = await importPage(cloud, ada, newsletter)
await take(whileCurating(newsletter, sent, deskPath(draft), job), ada)

await approve(cloud, draft)
await cloud.work()
await take(whileApproved(deskPath(draft)), ada)
await browser.close()
await cloud.stop()
process.exit(0)
