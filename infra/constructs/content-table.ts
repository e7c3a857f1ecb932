import type { RemovalPolicy } from 'aws-cdk-lib'
import { ProjectionType } from 'aws-cdk-lib/aws-dynamodb'
import type { IGrantable } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { KeyedTable } from './keyed-table.ts'

const keysUnder = (...prefixes: string[]) => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': prefixes.map((prefix) => `${prefix}*`) },
})

const PUBLIC = keysUnder('pub#')

/** Newsletters, posts, digests and their pages. Keys: `functions/adapters/dynamodb/content-keys.ts`. */
export class ContentTable extends KeyedTable {
  constructor(scope: Construct, id: string, { removalPolicy }: { removalPolicy: RemovalPolicy }) {
    const index = {
      name: 'open',
      partitionKey: 'openKey',
      sortKey: 'openSort',
      projection: ProjectionType.ALL,
    }
    super(scope, id, { removalPolicy, index })
  }

  /** Finds what is due and moves it on. */
  grantSchedule(to: IGrantable): void {
    this.allow(to, ['GetItem', 'Query', 'PutItem', 'UpdateItem'])
  }

  /** Reads waiting posts, shelves those that grew old, and saves a digest. */
  grantDraft(to: IGrantable): void {
    this.allow(to, ['GetItem', 'Query', 'PutItem', 'UpdateItem'])
  }

  /** Reads a digest and moves it on. */
  grantFollow(to: IGrantable): void {
    this.allow(to, ['GetItem', 'PutItem'])
  }

  /** The same, and looks at earlier ones. */
  grantFollowWithEarlier(to: IGrantable): void {
    this.allow(to, ['GetItem', 'Query', 'PutItem'])
  }

  /** Reads a digest, moves it on, and claims or retires its posts. */
  grantFollowWithPosts(to: IGrantable): void {
    this.allow(to, ['GetItem', 'PutItem', 'UpdateItem'])
  }

  /** Reads what a job is about, adds posts, and keeps what came of it. */
  grantRunJobs(to: IGrantable): void {
    this.allow(to, ['GetItem', 'Query'])
    this.allow(to, ['PutItem'], keysUnder('nl#*#post#'))
    this.allow(to, ['UpdateItem'], keysUnder('jobs#'))
  }

  /** Reads a digest, and shows its page to who has the link. */
  grantPreview(to: IGrantable): void {
    this.allow(to, ['GetItem'])
    this.allow(to, ['PutItem'], keysUnder('pub#preview#'))
  }

  /** What editors and admins do with posts, digests, jobs and themselves, and the acts that are kept of it. Nothing is deleted, and nothing is written that anybody may see. */
  grantDesk(to: IGrantable): void {
    this.allow(to, ['GetItem', 'Query'])
    const written = ['nl#*#digests', 'nl#*#content#', 'nl#*#acts', 'nl#*#post#', 'jobs#', 'staff']
    this.allow(to, ['PutItem'], keysUnder(...written))
    this.allow(to, ['UpdateItem'], keysUnder('nl#*#post#', 'staff'))
    // Of a newsletter's row the one attribute alone that says whether it is paused.
    this.allow(to, ['UpdateItem'], {
      ...keysUnder('pub#newsletters'),
      'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pk', 'sk', 'paused'] },
    })
  }

  /** Only what anybody may see, by its key. */
  grantReadPublic(to: IGrantable): void {
    this.allow(to, ['GetItem'], PUBLIC)
  }

  /** The newsletters, which anybody may see. */
  grantListNewsletters(to: IGrantable): void {
    this.allow(to, ['Query'], PUBLIC)
  }
}
