/** The colours of all pages, of readers and of the desk, in light and dark. A test holds their contrasts. */
export const TOKENS = `
:root {
  color-scheme: light dark;
  --paper: #fdfdfc; --card: #ffffff; --ink: #1f2933; --quiet: #52606d; --accent: #0b4f8a; --line: #cbd2d9; --field: #7b8794;
  --on-accent: #ffffff; --tint: #eef4fa; --good: #e8f5ec; --good-line: #2c774b; --danger: #a3242b; --on-danger: #ffffff;
  --warn: #fdf3dd; --warn-line: #8a5a00; --bad: #fbeceb; --sunk: #f3f4f2; --shade: rgb(31 41 51 / .08);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #12181f; --card: #182028; --ink: #e4e7eb; --quiet: #a9b4c0; --accent: #8ab4f8; --line: #3a4653; --field: #7d8b99;
    --on-accent: #12181f; --tint: #1b2836; --good: #16291f; --good-line: #6cc28d; --danger: #f28b82; --on-danger: #12181f;
    --warn: #2b2413; --warn-line: #e3b341; --bad: #2e1a1b; --sunk: #0e1318; --shade: rgb(0 0 0 / .4);
  }
}
`
