import type { Archive, Zone } from '#functions/core/archive/archive.ts'
import { readArchive } from '#functions/wiring/read-archive.ts'
import { readPlainFile } from './read-plain-file.ts'

/** Reads a saved archive page, or throws `Invalid` with one line that says why it cannot be used. */
export const readArchiveFile = (file: string, zone: Zone): Archive => readArchive(readPlainFile(file), zone)
