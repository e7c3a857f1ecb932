import { readerCommand } from './reader-command.ts'
import { TOLD_CAUSE } from './told-cause.ts'

export const suppress = readerCommand({
  name: 'suppress',
  summary: 'keep an address from being mailed',
  does: `Keeps an address from being mailed by any newsletter, until gazette lift: also when it signs up or is imported. It need not be a
reader's.`,
  byId: true,
  async run(desk, who, actor) {
    const { reader, cause } = await desk.suppressReader(who, actor)
    return cause === undefined || cause === 'admin'
      ? `Reader ${reader} is suppressed: nothing is mailed to them any more.`
      : `Reader ${reader} was suppressed before, by ${TOLD_CAUSE[cause]}, and stays so.`
  },
})
