/** A window with two lines of text: the mark of the pages, in the browser's tab. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect x="2" y="3" width="20" height="18" rx="3" fill="#0b4f8a"/><path d="M6 9h12M6 13h12M6 17h7" stroke="#fff" stroke-width="2" stroke-linecap="round"/></svg>`
