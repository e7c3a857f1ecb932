/** Node with a heap of so many MB. New objects get 8 MB of it: with Node's own share of so small a heap, which is less, most of the time goes into collecting garbage. */
export const heapOptions = (heapMb: number): string[] => [
  `--max-old-space-size=${heapMb}`,
  '--max-semi-space-size=8',
]
