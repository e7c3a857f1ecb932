import { type Instant, plusSeconds } from '#functions/core/instant.ts'
import type { SubmittedPost } from '#functions/core/post.ts'

interface Story {
  readonly title: string
  readonly publisher: string
  readonly excerpt: string
  readonly categories: readonly string[]
  readonly contentNote?: string
  readonly language?: string
}

/** What is told after the draft was made, newest first. */
const STORIES: readonly Story[] = [
  {
    title: 'Ferry crews refuse to carry deportees without sight of a court order',
    publisher: 'Threshold Dispatch',
    excerpt:
      'Three of the four companies that sail from Marrowby say their captains will ask for papers from now on. The ministry calls that a matter for the harbour master.',
    categories: ['Refugees and migration'],
  },
  {
    title:
      'Regulator must publish, within thirty days, every letter in which it asked broadcasters to leave a name out of the evening news',
    publisher: 'The Harbour Post',
    excerpt:
      'A tribunal found that 61 such letters were sent in two years, and that none of them named a law.',
    categories: ['Press freedom'],
  },
  {
    title: 'نقابة الصيادين تكسب حق العودة إلى الميناء القديم بعد أحد عشر عامًا',
    publisher: 'دفاتر المرفأ',
    excerpt: 'قضت المحكمة بأن إخلاء المرسى عام 2015 لم يستند إلى أي قرار مكتوب، وأمهلت البلدية ستين يومًا.',
    categories: ['Land, work and climate'],
    language: 'ar',
  },
  {
    title: 'Families of the Kolvara detainees are told where the graves are',
    publisher: 'Bench & Docket',
    excerpt: 'Prosecutors handed over a map with 14 places. Exhumations begin in the new year.',
    categories: ['Justice and accountability'],
    contentNote: 'Describes deaths in detention.',
  },
  {
    title: 'What the weather service changed in its flood warnings, and why it took a year',
    publisher: 'Tarn Valley Record',
    excerpt: 'Warnings now name streets. The people who asked for it had to draw the map themselves.',
    categories: ['Weather'],
  },
  {
    title: 'A sign-language interpreter in every emergency room by spring',
    publisher: 'Halmere Courier',
    excerpt: 'The pilot halved the time that deaf patients waited for a first answer.',
    categories: ['Equality and inclusion'],
  },
]

const APART_SECONDS = 4700

/** Submissions of the last hours before a moment. */
export const lateStories = (now: Instant): SubmittedPost[] =>
  STORIES.map(({ categories, language, ...story }, index) => ({
    ...story,
    ...(language !== undefined && { language }),
    categories: [...categories],
    url: `https://wire.example/2026/11/${index + 1}`,
    publishedAt: plusSeconds(now, -(index + 1) * APART_SECONDS),
    datePrecision: 'instant' as const,
    text: `${story.excerpt}\n\n${story.excerpt}`,
  }))
