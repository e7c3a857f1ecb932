import { deskPath } from '#functions/core/desk-paths.ts'
import type { Desk } from '#functions/wiring/desk.ts'
import { figure, median, type Part } from '../report.ts'
import { type Ask, askAt } from './ask.ts'
import { seen } from './measure.ts'
import type { DeskProcess } from './start-desk.ts'
import type { Stores } from './stores.ts'

/** A count of an open digest is shown for 5 s. */
const UNTIL_OLD_MS = 6000

const firstByte = async (ask: Ask, path: string): Promise<number> => (await seen(ask, path)).firstByteMs

const timesOf = async (rounds: number, one: () => Promise<number>): Promise<number[]> => {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) times.push(await one())
  return times
}

/** What takes longer the first time: told, and not bound. */
export const coldPart = async (
  { process, publicOrigin }: DeskProcess,
  desk: Desk,
  { draft, sending, newsletter }: Stores,
  cookie: string,
  rounds: number,
): Promise<Part> => {
  // The process is begun anew, or asked so seldom that it would close the connection.
  const ask = askAt(publicOrigin, cookie, false)
  const [draftPath, sendingPath] = [deskPath(draft), deskPath(sending)]
  let edits = 0
  /** A draft that says something else each time. */
  const edited = async (): Promise<number> => {
    edits += 1
    const edit = { verb: 'subject', subject: `Said ${edits} times` } as const
    return (await desk.editDigest(draft, { by: 'Ada Marlow' }, [edit])).content.revision
  }
  const restarted = async (): Promise<void> => {
    await process.kill()
    await process.up()
  }

  const preview = await timesOf(rounds, async () =>
    firstByte(ask, `${draftPath}/mail?revision=${await edited()}`),
  )
  const review = await timesOf(rounds, async () => {
    await edited()
    return firstByte(ask, `${draftPath}/review`)
  })
  const counted = await timesOf(rounds, async () => {
    await new Promise((resolve) => setTimeout(resolve, UNTIL_OLD_MS))
    return firstByte(ask, `${sendingPath}/progress`)
  })
  const first = await timesOf(rounds, async () => {
    await restarted()
    return firstByte(ask, `/desk/newsletters/${newsletter}`)
  })
  const firstMail = await timesOf(rounds, async () => {
    await restarted()
    await firstByte(ask, `/desk/newsletters/${newsletter}`)
    const { revision } = (await desk.digests.get(draft)) ?? { revision: 0 }
    return firstByte(ask, `${draftPath}/mail?revision=${revision}`)
  })
  const row = (what: string, times: readonly number[]) => [
    what,
    median(times),
    times.map((time) => figure(Math.round(time))).join(', '),
  ]
  return {
    title: 'The first time',
    found: [
      'Told, not bound: what is remembered in memory or loaded once. Ms to the first byte.',
      {
        columns: ['what', 'median', 'each'],
        rows: [
          row('preview of a draft after an edit: it is rendered', preview),
          row('review of a draft after an edit: it is rendered and checked', review),
          row('progress of a digest that is being sent, counted anew', counted),
          row('first page of a process that just started: it loads the desk', first),
          row('first preview of a process that just started: it loads MJML', firstMail),
        ],
      },
    ],
    bounds: [],
  }
}
