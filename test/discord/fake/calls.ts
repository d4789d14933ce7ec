import type { Upload } from './shapes.ts'

/** One call to the REST API, as it came and as it was answered. */
export type LoggedCall = {
  at: number
  method: string
  /** As in Discord's documentation, `METHOD /path/:with/:names`; `null` when there is no such route. */
  route: string | null
  path: string
  query: Record<string, string>
  body: unknown
  files: readonly Upload[]
  /** `null` while it is open, and for calls that were never answered. */
  status: number | null
  answer: unknown
  ms: number | null
}

/** All calls, oldest first. */
export class Calls {
  readonly all: LoggedCall[] = []

  to(route: string): readonly LoggedCall[] {
    return this.all.filter(call => call.route === route)
  }

  clear(): void {
    this.all.length = 0
  }

  /**
   * How many calls count towards Cloudflare's ban of 10,000 in ten minutes; those of the shared scope do not.
   * docs: topics/rate-limits, "Invalid Request Limit".
   */
  get invalid(): number {
    const shared = (answer: unknown) => JSON.stringify(answer).includes('The resource is being rate limited')
    return this.all.filter(
      ({ status, answer }) => status === 401 || status === 403 || (status === 429 && !shared(answer)),
    ).length
  }
}
