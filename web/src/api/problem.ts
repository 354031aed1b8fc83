import type { ProblemDocument, SafeAnswer } from './schema'

/** A fault at one place of what was sent, such as body.weight_kg. */
export interface Fault {
  location: string
  message: string
}

/**
 * Problem is every failure of a request. Besides the codes of the API there are those of the way there:
 * offline (the network is away), timeout (no answer came in time) and unreadable (the answer was no JSON).
 */
export class Problem extends Error {
  override name = 'Problem'

  constructor(
    readonly code: string,
    readonly detail: string,
    readonly status = 0,
    readonly requestId = '',
    readonly faults: Fault[] = [],
    readonly safety: SafeAnswer[] = [],
    /** Seconds until it is worth another try; 0 where the server does not say. */
    readonly retryAfter = 0,
  ) {
    super(`${code}: ${detail}`)
  }

  /** Whether the request may have had its effect although no answer came. */
  get uncertain(): boolean {
    return this.code === 'offline' || this.code === 'timeout' || this.status >= 500
  }

  /** The message at a field of the body, such as goals.target_date; below it counts too. */
  at(field: string): string | undefined {
    const place = `body.${field}`
    return this.faults.find((f) => f.location === place || f.location.startsWith(`${place}.`) || f.location.startsWith(`${place}[`))?.message
  }
}

/** readProblem makes a Problem of an answer that is none of success. */
export async function readProblem(answer: Response): Promise<Problem> {
  const retryAfter = Number(answer.headers.get('Retry-After')) || 0
  try {
    const doc = (await answer.json()) as ProblemDocument
    return new Problem(doc.code, doc.detail, answer.status, doc.request_id, doc.errors ?? [], doc.safety ?? [], retryAfter)
  } catch {
    const id = answer.headers.get('X-Request-Id') ?? ''
    return new Problem(answer.status >= 500 ? 'unavailable' : 'unreadable', answer.statusText, answer.status, id, [], [], retryAfter)
  }
}

/** asProblem is what any thrown thing means for the person. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown
  if (thrown instanceof DOMException && thrown.name === 'TimeoutError') return new Problem('timeout', '')
  if (thrown instanceof TypeError && navigator.onLine === false) return new Problem('offline', '')
  if (thrown instanceof TypeError && /fetch|network|load failed/i.test(thrown.message)) return new Problem('offline', '')
  return new Problem('broken', thrown instanceof Error ? thrown.message : String(thrown))
}
