import { synthesise } from '#infra/local/template.ts'
import { prod } from '#infra/stages.ts'
import { handlerBundles } from '#tests/support/handler-bundles.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { figure, type Part } from '../report.ts'

const MOST_PUBLIC_KB = 600
const RENDERERS = ['answer-request', 'approve-digest', 'desk', 'tell-staff']

/** What the functions carry to a cold start. */
export const bundlesPart = (): Part => {
  const folder = temporaryFolder()
  try {
    synthesise({ stage: prod, senderDomain: 'news.example.org', bundle: true, outdir: folder.path })
    const bundles = handlerBundles(folder.path).toSorted((one, other) => one.bytes - other.bytes)
    const renderers = bundles.filter(({ carriesMjml }) => carriesMjml)
    const withMjml = renderers.map(({ handler }) => handler).toSorted()
    const publicKb = (bundles.find(({ handler }) => handler === 'public')?.bytes ?? Number.NaN) / 1000
    return {
      title: 'Bundles',
      found: [
        'As CDK deploys them for stage `prod`, minified, without source maps.',
        {
          columns: ['function', 'kB', 'MJML in it'],
          rows: bundles.map(({ handler, bytes, carriesMjml }) => [
            handler,
            bytes / 1000,
            carriesMjml ? 'yes' : 'no',
          ]),
        },
      ],
      bounds: [
        {
          what: 'public bundle',
          limit: `≤ ${MOST_PUBLIC_KB} kB`,
          measured: `${figure(publicKb)} kB`,
          holds: publicKb <= MOST_PUBLIC_KB,
          because: 'of what its imports bring',
        },
        {
          what: 'bundles with MJML',
          limit: RENDERERS.join(', '),
          measured: withMjml.join(', '),
          holds: withMjml.join() === RENDERERS.join(),
          because: 'something else imports the renderer',
        },
      ],
    }
  } finally {
    folder.remove()
  }
}
