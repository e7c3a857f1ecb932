/** `#rrggbb`, in lower case. */
export type Colour = string

/** WCAG 2.2 §1.4.3: text against its ground, at least. */
export const LEAST_CONTRAST = 4.5

const channelsOf = (colour: Colour): number[] =>
  [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16))

const toColour = (channels: readonly number[]): Colour =>
  `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`

const linear = (channel: number): number => {
  const share = channel / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

const luminanceOf = (colour: Colour): number => {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map(linear)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance). */
export const contrastOf = (one: Colour, other: Colour): number => {
  const [a, b] = [luminanceOf(one), luminanceOf(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

const STEPS = 100

/** The colour itself, or so much of another mixed in that it can be read on a ground. */
export const readableOn = (
  ground: Colour,
  colour: Colour,
  towards: Colour,
  least = LEAST_CONTRAST,
): Colour => {
  const [from, to] = [channelsOf(colour), channelsOf(towards)]
  for (let step = 0; step <= STEPS; step += 1) {
    const mixed = toColour(
      from.map((channel, index) => channel + (((to[index] ?? 0) - channel) * step) / STEPS),
    )
    if (contrastOf(ground, mixed) >= least) return mixed
  }
  return towards
}
