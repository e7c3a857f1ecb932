import { rounded } from './scale.ts'

/** What a mark stands for; each has a colour of its own, and a fill or a shape by which it is known without colour. */
export type Kind =
  | 'accepted'
  | 'waiting'
  | 'uncertain'
  | 'failed'
  | 'excluded'
  | 'delivered'
  | 'delayed'
  | 'bounced'
  | 'complained'
  | 'mailed'
  | 'on-web'
  | 'readers'

const TILE = 6

/** The lines of a fill on a tile; a kind without any is filled whole. */
const LINES: Partial<Record<Kind, string>> = {
  waiting: 'M-1.5 1.5l3 -3M0 6l6 -6M4.5 7.5l3 -3',
  uncertain: 'M1.5 0v6M4.5 0v6',
  failed: 'M0 0l6 6M6 0l-6 6',
  excluded: 'M0 3h6',
  'on-web': 'M-1.5 1.5l3 -3M0 6l6 -6M4.5 7.5l3 -3',
}

const fillId = (picture: string, kind: Kind): string => `${picture}-${kind}`

/** The fills that a picture uses; names hold for the whole page, so each picture has its own. */
export const Fills = ({ picture, kinds }: { picture: string; kinds: readonly Kind[] }) => (
  <defs>
    {kinds.map((kind) => (
      <pattern
        id={fillId(picture, kind)}
        class={kind}
        width={TILE}
        height={TILE}
        patternUnits="userSpaceOnUse"
      >
        <rect width={TILE} height={TILE} class={LINES[kind] === undefined ? 'solid' : 'soft'} />
        {LINES[kind] !== undefined && <path d={LINES[kind]} class="line" stroke-width="1.5" />}
      </pattern>
    ))}
  </defs>
)

interface Block {
  readonly picture: string
  readonly kind: Kind
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const Block = ({ picture, kind, x, y, width, height }: Block) => (
  <g class={kind}>
    <rect
      x={rounded(x)}
      y={y}
      width={rounded(width)}
      height={height}
      fill={`url(#${fillId(picture, kind)})`}
    />
    <rect
      x={rounded(x + 0.5)}
      y={y + 0.5}
      width={rounded(Math.max(0, width - 1))}
      height={height - 1}
      class="line"
      stroke-width="1"
    />
  </g>
)

export const DASHES: Partial<Record<Kind, string>> = { delayed: '7 4', bounced: '2 3', complained: '8 3 2 3' }

const SHAPES: Partial<Record<Kind, string>> = {
  delivered: 'M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z',
  delayed: 'M0 -5.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z',
  bounced: 'M-4.5 -4.5h9v9h-9z',
  complained: 'M0 -5.5l5.5 10h-11z',
}

/** The shape at a line's end, and beside its label. */
export const Marker = ({ kind, x, y }: { kind: Kind; x: number; y: number }) => (
  <path class={`${kind} solid`} d={SHAPES[kind]} transform={`translate(${x} ${y})`} />
)
