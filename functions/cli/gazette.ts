import { ExpectedError } from '#functions/core/errors.ts'
import { backlog } from './backlog.ts'
import { type Command, type Context, WrongUsage } from './command.ts'
import { importArchives } from './import.ts'
import { place } from './place.ts'

const COMMANDS: readonly Command[] = [importArchives, backlog, place]

const USAGE = `gazette COMMAND …, which is npm run --silent gazette -- COMMAND …

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(8)} ${summary}`).join('\n')}

gazette COMMAND --help says more. A command works on the local data in .gazette/, whether Gazette is running or not.`

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

/** Runs one command, and answers with the exit code: 0 all done, 1 something failed, 2 wrong usage. */
export const gazette = async (argv: readonly string[], context: Context): Promise<number> => {
  const [name, ...args] = argv
  const command = COMMANDS.find((one) => one.name === name)
  if (command !== undefined) return runCommand(command, args, context)
  if (name === '--help' || name === 'help') {
    context.out(USAGE)
    return 0
  }
  context.err(name === undefined ? USAGE : `There is no command ${name}.\n\n${USAGE}`)
  return 2
}
