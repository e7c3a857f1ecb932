import { renameSync, writeFileSync } from 'node:fs'

// Imported into a process, `--import file:…/probe.ts?out=FILE`, it writes down what the process needed so far.

const EVERY_MS = 200
const out = new URL(import.meta.url).searchParams.get('out') ?? ''
let mostHeap = 0
setInterval(() => {
  mostHeap = Math.max(mostHeap, process.memoryUsage().heapUsed)
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  const needed = {
    heapMb: mostHeap / 2 ** 20,
    memoryMb: maxRSS / 2 ** 10,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
  }
  // Whole or not at all, for somebody may be reading.
  writeFileSync(`${out}.new`, JSON.stringify(needed))
  renameSync(`${out}.new`, out)
}, EVERY_MS).unref()
