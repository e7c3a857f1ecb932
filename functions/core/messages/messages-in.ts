import { ar } from './ar.ts'
import { en, type Messages } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { nearestLanguage, type WordsLanguage } from './languages.ts'

export const LANGUAGES: Readonly<Record<WordsLanguage, Messages>> = { en, ar, es, fr, ja, ko }

export const messagesIn = (wanted: string): Messages => LANGUAGES[nearestLanguage(wanted)]
