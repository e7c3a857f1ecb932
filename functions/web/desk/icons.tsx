/** Shapes on a grid of 24, drawn with strokes in the colour of the text. Glyphs would do, but axe cannot judge their contrast. */
const SHAPES = {
  window: 'M4 5h16v14H4zM8 10h8M8 14h5',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  top: 'M6 4h12M12 20V9M7 13l5-5 5 5',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  drag: 'M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01',
  good: 'M5 13l4 4L19 7',
  warn: 'M12 4l9 16H3zM12 10v4M12 17h.01',
  bad: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9 9l6 6M15 9l-6 6',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM20 20l-4-4',
  link: 'M14 4h6v6M20 4l-9 9M18 14v5H5V6h5',
} as const
export type IconName = keyof typeof SHAPES

/** Beside words that say the same, or in a button that is named. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={SHAPES[name]} />
  </svg>
)
