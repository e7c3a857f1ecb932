import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'

interface LineFile {
  append(line: string): { offset: number; length: number }
  read(offset: number, length: number): string
  close(): void
}

const CHUNK = 1 << 20
const NEWLINE = 10

/** Reads in chunks: a log may be larger than a string may be. Returns the end of the last whole line. */
const replay = (fd: number, onLine: (line: string, offset: number) => void): number => {
  const size = fstatSync(fd).size
  const chunk = Buffer.allocUnsafe(CHUNK)
  let pieces: Buffer[] = []
  let lineStart = 0
  for (let position = 0; position < size; ) {
    const count = readSync(fd, chunk, 0, CHUNK, position)
    let from = 0
    for (let at = chunk.indexOf(NEWLINE); at !== -1 && at < count; at = chunk.indexOf(NEWLINE, from)) {
      onLine(Buffer.concat([...pieces, chunk.subarray(from, at)]).toString(), lineStart)
      pieces = []
      from = at + 1
      lineStart = position + from
    }
    if (from < count) pieces.push(Buffer.from(chunk.subarray(from, count)))
    position += count
  }
  return lineStart
}

/**
 * An append-only file of lines. Each append is one synchronous write, which survives a kill -9 of the process
 * (the page cache belongs to the kernel). A last line that a kill left torn was never answered for: it is cut off.
 */
export const openLineFile = (path: string, onLine: (line: string, offset: number) => void): LineFile => {
  const fd = openSync(path, 'a+')
  let end = replay(fd, onLine)
  let closed = false
  ftruncateSync(fd, end)
  return {
    append(line) {
      // The number of a closed descriptor may belong to another file by now.
      if (closed) throw new Error(`${path} is closed`)
      const bytes = Buffer.from(`${line}\n`)
      const offset = end
      for (let written = 0; written < bytes.length; ) written += writeSync(fd, bytes, written)
      end += bytes.length
      return { offset, length: bytes.length - 1 }
    },
    read(offset, length) {
      const bytes = Buffer.allocUnsafe(length)
      for (let got = 0; got < length; ) {
        const count = readSync(fd, bytes, got, length - got, offset + got)
        if (count === 0) throw new Error(`${path} ends before byte ${offset + length}`)
        got += count
      }
      return bytes.toString()
    },
    close() {
      closed = true
      closeSync(fd)
    },
  }
}
