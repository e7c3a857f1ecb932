/** A digest of many readers that is approved, due, and sent by one process of workers; emulators are other processes. */
export interface Processes {
  /** Waits until SES accepted everyone's mail and the digest is sent. */
  waitUntilSent(): Promise<Sent>
  /** What the worker needed so far. */
  worker(): Needed
  /** Ends all processes and forgets their data. */
  stop(): Promise<void>
}

export interface Sent {
  /** From the worker's start to the last accepted mail, the freeze included. */
  readonly acceptedSeconds: number
  /** To the close of the digest. */
  readonly sentSeconds: number
}

export interface Needed {
  /** The most that its heap held, garbage included, and that the process took of memory, in MB. */
  readonly heapMb: number
  readonly memoryMb: number
  readonly cpuSeconds: number
}

export interface ProcessesOptions {
  readonly readers: number
  /** The limit of the worker's heap. */
  readonly heapMb: number
}

export type StartProcesses = (options: ProcessesOptions) => Promise<Processes>
