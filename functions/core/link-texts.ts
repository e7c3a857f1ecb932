/** A link whose words must lead nowhere else: the texts that it may have, the shortest first. */
export interface NamedLink {
  readonly url: string
  readonly texts: readonly [string, ...string[]]
}

/** The words of each link: of its texts the first that no other link has with another address; where all are taken, the last with a number. Whoever hears the links alone can tell them apart (WCAG 2.2 §2.4.9). */
export const linkTexts = (links: readonly NamedLink[], taken: Iterable<string> = []): string[] => {
  const leadsTo = new Map([...taken].map((text) => [text, '']))
  const wanted = new Map<string, Set<string>>()
  for (const { url, texts } of links)
    for (const text of new Set(texts)) wanted.set(text, (wanted.get(text) ?? new Set()).add(url))
  return links.map(({ url, texts }) => {
    const isFree = (text: string) => leadsTo.get(text) === undefined || leadsTo.get(text) === url
    const isAlone = (text: string) => wanted.get(text)?.size === 1
    const last = texts.at(-1) ?? texts[0]
    let chosen = texts.find((text) => isFree(text) && isAlone(text)) ?? texts.findLast(isFree)
    for (let number = 2; chosen === undefined; number += 1)
      if (isFree(`${last} (${number})`)) chosen = `${last} (${number})`
    leadsTo.set(chosen, url)
    return chosen
  })
}
