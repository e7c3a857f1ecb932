const WORDS_A_MINUTE = 230
/** Of scripts that put no blanks between words, or whose blanks part more than a word. */
const CHARACTERS_A_MINUTE = 500
const CHARACTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu

/** How long a text takes to read, in seconds. */
export const readingSeconds = (text: string): number => {
  const characters = text.match(CHARACTER)?.length ?? 0
  const words = text.replace(CHARACTER, ' ').match(/[\p{Letter}\p{Number}]\S*/gu)?.length ?? 0
  return Math.round((words / WORDS_A_MINUTE + characters / CHARACTERS_A_MINUTE) * 60)
}

/** As it is said: at least one minute. */
export const toMinutes = (seconds: number): number => Math.max(1, Math.ceil(seconds / 60))

/** Below it a text may be the summary of a longer one, whatever its source says. */
const SURELY_WHOLE_SECONDS = 40

/** How long a story takes, where its whole text is known. */
export const storyMinutes = (text: string, continues: boolean): number | undefined => {
  const seconds = readingSeconds(text)
  return continues || seconds < SURELY_WHOLE_SECONDS ? undefined : toMinutes(seconds)
}
