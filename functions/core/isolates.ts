const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** A sentence without isolates where nothing in it turns: some terminals show them as boxes. */
export const withoutNeedlessIsolates = (sentence: string): string =>
  RIGHT_TO_LEFT.test(sentence) ? sentence : sentence.replace(/[\u2066-\u2069]/g, '')
