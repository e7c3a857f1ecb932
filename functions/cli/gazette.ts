import { ExpectedError } from '#functions/core/errors.ts'
import { audit } from './audit.ts'
import { backlog } from './backlog.ts'
import { checkAddresses } from './check-address.ts'
import { type Command, type Context, WrongUsage } from './command.ts'
import { confirmations } from './confirmations.ts'
import { deadLetters } from './dead-letters.ts'
import { approve } from './digest/approve.ts'
import { cancel } from './digest/cancel.ts'
import { correct } from './digest/correct.ts'
import { draft } from './digest/draft.ts'
import { edit } from './digest/edit.ts'
import { hold } from './digest/hold.ts'
import { leave } from './digest/leave.ts'
import { pause } from './digest/pause.ts'
import { picture } from './digest/picture.ts'
import { reschedule } from './digest/reschedule.ts'
import { resend } from './digest/resend.ts'
import { resume } from './digest/resume.ts'
import { say } from './digest/say.ts'
import { show } from './digest/show.ts'
import { skip } from './digest/skip.ts'
import { status } from './digest/status.ts'
import { why } from './digest/why.ts'
import { feedback } from './feedback.ts'
import { importArchives } from './import.ts'
import { approval } from './newsletter/approval.ts'
import { languages } from './newsletter/languages.ts'
import { layout } from './newsletter/layout.ts'
import { logo } from './newsletter/logo.ts'
import { minimum } from './newsletter/minimum.ts'
import { pauseNewsletter, resumeNewsletter } from './newsletter/pause-and-resume.ts'
import { staff } from './newsletter/staff.ts'
import { subjects } from './newsletter/subjects.ts'
import { template } from './newsletter/template.ts'
import { theme } from './newsletter/theme.ts'
import { place } from './place.ts'
import { ramp } from './ramp.ts'
import { erase } from './reader/erase.ts'
import { lift } from './reader/lift.ts'
import { look } from './reader/look.ts'
import { suppress } from './reader/suppress.ts'
import { redrive } from './redrive.ts'
import { schedule } from './schedule.ts'
import { signupForm } from './signup-form.ts'
import { slots } from './slots.ts'
import { staff as staffOfDesk } from './staff.ts'
import { staffSignOut } from './staff-sign-out.ts'
import { tracking } from './tracking.ts'

const COMMANDS: readonly Command[] = [
  importArchives,
  backlog,
  place,
  draft,
  show,
  edit,
  say,
  picture,
  approve,
  reschedule,
  hold,
  skip,
  status,
  why,
  pause,
  resume,
  cancel,
  resend,
  leave,
  correct,
  approval,
  minimum,
  staff,
  layout,
  languages,
  theme,
  template,
  subjects,
  logo,
  pauseNewsletter,
  resumeNewsletter,
  slots,
  schedule,
  ramp,
  confirmations,
  tracking,
  signupForm,
  look,
  suppress,
  lift,
  erase,
  staffOfDesk,
  staffSignOut,
  audit,
  deadLetters,
  redrive,
  checkAddresses,
  feedback,
]

const WIDTH = Math.max(...COMMANDS.map(({ name }) => name.length))

const USAGE = `gazette COMMAND …, which is npm run --silent gazette -- COMMAND …

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(WIDTH)} ${summary}`).join('\n')}

gazette COMMAND --help says more. A command works on the local data in .gazette/, whether Gazette is running or not. A digest is
named by its key, such as sample-regular-2026-11-24, or not at all when only one can be meant.`

const isWrongUsage = (error: unknown): error is Error =>
  error instanceof WrongUsage ||
  (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_'))

const runCommand = async (command: Command, args: readonly string[], context: Context): Promise<number> => {
  if (args.includes('--help')) {
    context.out(command.usage)
    return 0
  }
  try {
    return await command.run(args, context)
  } catch (error) {
    if (isWrongUsage(error)) {
      context.err(`${error.message}\n\n${command.usage}`)
      return 2
    }
    if (!(error instanceof ExpectedError)) throw error
    context.err(error.message)
    return 1
  }
}

/** Of the commands that the words name, the one with the longest name. */
const named = (argv: readonly string[]): Command | undefined =>
  COMMANDS.filter(({ name }) => name.split(' ').every((word, index) => word === argv[index]))
    .toSorted((one, other) => other.name.length - one.name.length)
    .at(0)

const unknown = ([first]: readonly string[]): string => {
  if (first === undefined) return USAGE
  const words = COMMANDS.map(({ name }) => name.split(' ')).filter(([begin]) => begin === first)
  if (words.length > 0)
    return `After ${first} comes one of: ${words.map(([, second]) => second).join(', ')}. See gazette --help.`
  return `There is no command ${first}.\n\n${USAGE}`
}

/** Runs one command, and answers with the exit code: 0 all done, 1 something failed, 2 wrong usage. */
export const gazette = async (argv: readonly string[], context: Context): Promise<number> => {
  const command = named(argv)
  if (command !== undefined) return runCommand(command, argv.slice(command.name.split(' ').length), context)
  if (argv.includes('--help') || argv[0] === 'help') {
    context.out(USAGE)
    return 0
  }
  context.err(unknown(argv))
  return 2
}
