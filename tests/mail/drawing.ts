import type { Picture } from '#functions/core/picture.ts'

/** Stands in for a picture of a fixture: hills of its size. SVG. */
export const drawing = ({ width, height }: Picture): string => {
  const [small, x] = [Math.min(width, height), width / 2]
  const hill = (from: number, peak: number, to: number, colour: string): string =>
    `<path fill="${colour}" d="M0 ${height}V${from * height}Q${x} ${peak * height} ${width} ${to * height}V${height}z"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="100%" height="100%" fill="#dfe9ee"/>
<circle cx="${width * 0.72}" cy="${height * 0.3}" r="${small * 0.12}" fill="#f4d9a6"/>
${hill(0.7, 0.3, 0.75, '#9db8b5')}
${hill(0.85, 0.95, 0.6, '#6b8f8c')}
</svg>`
}
