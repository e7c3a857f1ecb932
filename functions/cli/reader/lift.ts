import { readerCommand } from './reader-command.ts'
import { TOLD_CAUSE } from './told-cause.ts'

export const lift = readerCommand({
  name: 'lift',
  summary: 'have a suppressed address mailed again',
  does: `Has an address mailed again that was suppressed by a bounce, a complaint or an admin, and takes it off SES's own list. Lift a complaint
only when its owner asked for it. Who had themselves erased can come back by signing up, and not by this.`,
  byId: false,
  async run(desk, address, actor) {
    const { reader, cause, newsletters } = await desk.liftSuppression(address, actor)
    if (cause === undefined)
      return `Reader ${reader} was not suppressed. If the address was on SES’s own list, it no longer is.`
    const then =
      newsletters.length === 0
        ? 'They are no active reader of a newsletter.'
        : `They get again: ${newsletters.join(', ')}.`
    return `Lifted: the suppression of reader ${reader} by ${TOLD_CAUSE[cause]}. SES’s own list no longer has the address either. ${then}`
  },
})
